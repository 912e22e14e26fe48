/** The papers that are the lab's subject matter, in the order in which they are numbered. */

/** The kind of experiment that a paper asks for. */
export type Bench = 'sphere' | 'reward' | 'policy' | 'decoding' | 'prompt' | 'control' | 'diffusion' | 'guide';

export interface Paper {
  slug: string;
  title: string;
  bench: Bench;
}

export const PAPERS: readonly Paper[] = [
  {
    slug: 'single-goal-crl',
    title:
      'A Single Goal is All You Need: Skills and Exploration Emerge from Contrastive RL without Rewards, Demonstrations, or Subgoals',
    bench: 'control',
  },
  {slug: 'nca-infonca', title: 'Noise Contrastive Alignment of Language Models with Explicit Rewards', bench: 'policy'},
  {
    slug: 'contrastive-reward-factuality',
    title: 'Improving Factuality of Abstractive Summarization via Contrastive Reward Learning',
    bench: 'policy',
  },
  {
    slug: 'contrastive-framework-tour',
    title: 'Contrastive Representation Learning: A Framework and Review',
    bench: 'guide',
  },
  {
    slug: 'secrets-reward-modeling',
    title: 'Secrets of RLHF in Large Language Models Part II: Reward Modeling',
    bench: 'reward',
  },
  {
    slug: 'contrastive-policy-gradient',
    title: 'Contrastive Policy Gradient: Aligning LLMs on sequence-level scores in a supervised-friendly fashion',
    bench: 'policy',
  },
  {slug: 'contrastive-active-inference', title: 'Contrastive Active Inference', bench: 'control'},
  {
    slug: 'critical-tokens-cdpo',
    title: "Critical Tokens Matter: Token-Level Contrastive Estimation Enhence LLM's Reasoning Capability",
    bench: 'policy',
  },
  {slug: 'liv', title: 'LIV: Language-Image Representations and Rewards for Robotic Control', bench: 'control'},
  {
    slug: 'empowerment-successor-assist',
    title: 'Learning to Assist Humans without Inferring Rewards',
    bench: 'control',
  },
  {slug: 'becl-skills', title: 'Behavior Contrastive Learning for Unsupervised Skill Discovery', bench: 'control'},
  {
    slug: 'stable-contrastive-rl',
    title: 'Stabilizing Contrastive RL: Techniques for Offline Goal Reaching',
    bench: 'control',
  },
  {
    slug: 'drlc-dense-critic',
    title: 'DRLC: Reinforcement Learning with Dense Rewards from LLM Critic',
    bench: 'policy',
  },
  {slug: 'sirl', title: 'SIRL: Similarity-based Implicit Representation Learning', bench: 'control'},
  {
    slug: 'text-transformations-tour',
    title: 'Text Transformations in Contrastive Self-Supervised Learning: A Review',
    bench: 'guide',
  },
  {
    slug: 'learning-from-rewards-tour',
    title:
      'Sailing AI by the Stars: A Survey of Learning from Rewards in Post-Training and Test-Time Scaling of Large Language Models',
    bench: 'guide',
  },
  {slug: 't-reg', title: 'T-REG: Preference Optimization with Token-Level Reward Regularization', bench: 'policy'},
  {slug: 'reward-inconsistency', title: 'The Trickle-down Impact of Reward (In-)consistency on RLHF', bench: 'reward'},
  {slug: 'constrained-rlhf', title: 'Confronting Reward Model Overoptimization with Constrained RLHF', bench: 'policy'},
  {
    slug: 'consprompt',
    title: 'ConsPrompt: Easily Exploiting Contrastive Samples for Few-shot Prompt Learning',
    bench: 'prompt',
  },
  {
    slug: 'rewarded-soups',
    title: 'Rewarded soups: towards Pareto-optimal alignment by interpolating weights fine-tuned on diverse rewards',
    bench: 'policy',
  },
  {
    slug: 'contrastive-decoding-reasoning',
    title: 'Contrastive Decoding Improves Reasoning in Large Language Models',
    bench: 'decoding',
  },
  {
    slug: 'gcl-graded-retrieval',
    title: 'Generalized Contrastive Learning for Multi-Modal Retrieval and Ranking',
    bench: 'sphere',
  },
  {slug: 'rewardanything', title: 'RewardAnything: Generalizable Principle-Following Reward Models', bench: 'reward'},
  {
    slug: 'transforming-combining-rewards',
    title: 'Transforming and Combining Rewards for Aligning Large Language Models',
    bench: 'policy',
  },
  {slug: 'mm-rlhf', title: 'MM-RLHF: The Next Step Forward in Multimodal LLM Alignment', bench: 'reward'},
  {slug: 'rewardbench', title: 'RewardBench: Evaluating Reward Models for Language Modeling', bench: 'reward'},
  {
    slug: 'analogies-parallel-lines',
    title: 'Contrastive Loss is All You Need to Recover Analogies as Parallel Lines',
    bench: 'sphere',
  },
  {
    slug: 'regularized-relevance-reward',
    title: 'Preference-free Alignment Learning with Regularized Relevance Reward',
    bench: 'policy',
  },
  {slug: 'rewards-from-language', title: 'Inferring Rewards from Language in Context', bench: 'reward'},
  {slug: 'claif', title: 'Improving Contrastive Learning of Sentence Embeddings from AI Feedback', bench: 'sphere'},
  {slug: 'reward-design-with-lms', title: 'Reward Design with Language Models', bench: 'control'},
  {
    slug: 'contrast-consistent-ranking',
    title: 'Unsupervised Contrast-Consistent Ranking with Language Models',
    bench: 'prompt',
  },
  {
    slug: 'aligndistil',
    title: 'AlignDistil: Token-Level Language Model Alignment as Adaptive Policy Distillation',
    bench: 'policy',
  },
  {
    slug: 'follow-up-likelihood',
    title: 'Aligning Language Models Using Follow-up Likelihood as Reward Signal',
    bench: 'reward',
  },
  {
    slug: 'cl-representation-harms',
    title: 'An Investigation of Representation and Allocation Harms in Contrastive Learning',
    bench: 'sphere',
  },
  {
    slug: 'beyond-the-binary',
    title: 'Beyond the Binary: Capturing Diverse Preferences With Reward Regularization',
    bench: 'reward',
  },
  {
    slug: 'direct-nash-optimization',
    title: 'Direct Nash Optimization: Teaching Language Models to Self-Improve with General Preferences',
    bench: 'policy',
  },
  {slug: 'diffcse', title: 'DiffCSE: Difference-based Contrastive Learning for Sentence Embeddings', bench: 'sphere'},
  {slug: 'finetune-human-preferences', title: 'Fine-Tuning Language Models from Human Preferences', bench: 'policy'},
  {slug: 'cream', title: 'CREAM: Consistency Regularized Self-Rewarding Language Models', bench: 'policy'},
  {
    slug: 'oni-online-intrinsic',
    title: 'Online Intrinsic Rewards for Decision Making Agents from Large Language Model Feedback',
    bench: 'control',
  },
  {
    slug: 'alignment-uniformity',
    title: 'Understanding Contrastive Representation Learning through Alignment and Uniformity on the Hypersphere',
    bench: 'sphere',
  },
  {
    slug: 'cdr-density-ratio',
    title: 'CDR: Customizable Density Ratios of Strong-over-weak LLMs for Preference Annotation',
    bench: 'reward',
  },
  {
    slug: 'context-aware-preference',
    title: 'Improving Context-Aware Preference Modeling for Language Models',
    bench: 'reward',
  },
  {slug: 'toolrl', title: 'ToolRL: Reward is All Tool Learning Needs', bench: 'policy'},
  {
    slug: 'rewordbench',
    title: 'reWordBench: Benchmarking and Improving the Robustness of Reward Models with Transformed Inputs',
    bench: 'reward',
  },
  {slug: 'learning-to-summarize', title: 'Learning to summarize from human feedback', bench: 'policy'},
  {
    slug: 'sepclr',
    title: 'Separating common from salient patterns with Contrastive Representation Learning',
    bench: 'sphere',
  },
  {
    slug: 'textnorm',
    title: 'Confidence-aware Reward Optimization for Fine-tuning Text-to-Image Models',
    bench: 'diffusion',
  },
  {
    slug: 'pal',
    title: 'PAL: Pluralistic Alignment Framework for Learning from Heterogeneous Preferences',
    bench: 'reward',
  },
  {
    slug: 'accuracy-paradox',
    title: "The Accuracy Paradox in RLHF: When Better Reward Models Don't Yield Better Language Models",
    bench: 'policy',
  },
  {slug: 'dclr', title: 'Debiased Contrastive Learning of Unsupervised Sentence Representations', bench: 'sphere'},
  {slug: 'tldr', title: 'TLDR: Token-Level Detective Reward Model for Large Vision Language Models', bench: 'reward'},
  {
    slug: 'saunshi-theory',
    title: 'A Theoretical Analysis of Contrastive Unsupervised Representation Learning',
    bench: 'sphere',
  },
  {
    slug: 'denosent',
    title: 'DenoSent: A Denoising Objective for Self-Supervised Sentence Representation Learning',
    bench: 'sphere',
  },
  {
    slug: 'grm-hidden-reg',
    title: 'Regularizing Hidden States Enables Learning Generalizable Reward Model for LLMs',
    bench: 'reward',
  },
  {slug: 'clear', title: 'CLEAR: Contrastive Learning for Sentence Representation', bench: 'sphere'},
  {
    slug: 'rlhf-history-risks',
    title: 'The History and Risks of Reinforcement Learning and Human Feedback',
    bench: 'guide',
  },
  {slug: 'reward-gaming', title: 'Reward Gaming in Conditional Text Generation', bench: 'policy'},
  {slug: 'behaviour-contrastive-loss', title: 'Understanding the Behaviour of Contrastive Loss', bench: 'sphere'},
  {slug: 'syncse', title: 'Contrastive Learning of Sentence Embeddings from Scratch', bench: 'sphere'},
  {
    slug: 'contrastive-input-decoding',
    title: 'Surfacing Biases in Large Language Models using Contrastive Input Decoding',
    bench: 'decoding',
  },
  {slug: 'rl-llm-survey', title: 'Reinforcement Learning Enhanced LLMs: A Survey', bench: 'guide'},
  {
    slug: 'self-guided-bert',
    title: 'Self-Guided Contrastive Learning for BERT Sentence Representations',
    bench: 'sphere',
  },
  {slug: 'clip-caption-reward', title: 'Fine-grained Image Captioning with CLIP Reward', bench: 'policy'},
  {slug: 'quick-thoughts', title: 'An efficient framework for learning sentence representations', bench: 'sphere'},
  {
    slug: 'contrastive-decoding',
    title: 'Contrastive Decoding: Open-ended Text Generation as Optimization',
    bench: 'decoding',
  },
  {
    slug: 'sra-cl',
    title: 'Semantic Retrieval Augmented Contrastive Learning for Sequential Recommendation',
    bench: 'sphere',
  },
  {slug: 'alignment-asymptotics', title: 'Asymptotics of Language Model Alignment', bench: 'policy'},
  {slug: 'self-rewarding', title: 'Self-Rewarding Language Models', bench: 'policy'},
  {slug: 'remodetect', title: "ReMoDetect: Reward Models Recognize Aligned LLM's Generations", bench: 'reward'},
  {
    slug: 'clusterns',
    title: 'Clustering-Aware Negative Sampling for Unsupervised Sentence Representation',
    bench: 'sphere',
  },
  {
    slug: 'moco-dual-hardfilter',
    title: 'Momentum Contrastive Learning with Enhanced Negative Sampling and Hard Negative Filtering',
    bench: 'sphere',
  },
  {slug: 'dragon', title: 'DRAGON: Distributional Rewards Optimize Diffusion Generative Models', bench: 'diffusion'},
  {slug: 'topic-moo-contrastive', title: 'Topic Modeling as Multi-Objective Contrastive Optimization', bench: 'sphere'},
  {
    slug: 'skywork-vl-reward',
    title: 'Skywork-VL Reward: An Effective Reward Model for Multimodal Understanding and Reasoning',
    bench: 'reward',
  },
  {
    slug: 'length-correlations-rlhf',
    title: 'A Long Way to Go: Investigating Length Correlations in RLHF',
    bench: 'policy',
  },
  {
    slug: 'r0-reward-maximization',
    title: 'Rewards Are Enough for Fast Photo-Realistic Text-to-image Generation',
    bench: 'diffusion',
  },
  {
    slug: 'reward-augmented-dpo',
    title: 'Reward-Augmented Data Enhances Direct Preference Alignment of LLMs',
    bench: 'policy',
  },
  {slug: 'con-j', title: 'Beyond Scalar Reward Model: Learning Generative Judge from Preference Data', bench: 'reward'},
  {
    slug: 'contrastive-explanations-commonsense',
    title: 'Prompting Contrastive Explanations for Commonsense Reasoning Tasks',
    bench: 'prompt',
  },
  {
    slug: 'rag-rewardbench',
    title: 'RAG-RewardBench: Benchmarking Reward Models in Retrieval Augmented Generation for Preference Alignment',
    bench: 'reward',
  },
  {slug: 'composition-contrastive', title: 'Composition-contrastive Learning for Sentence Embeddings', bench: 'sphere'},
  {
    slug: 'genies',
    title: 'Generalization Analogies: A Testbed for Generalizing AI Oversight to Hard-To-Measure Domains',
    bench: 'reward',
  },
  {slug: 'rewardbench-2', title: 'RewardBench 2: Advancing Reward Model Evaluation', bench: 'reward'},
  {slug: 'contrastive-ssl-survey', title: 'A Survey on Contrastive Self-supervised Learning', bench: 'guide'},
  {
    slug: 'pcrm',
    title: 'Prior Constraints-based Reward Model Training for Aligning Large Language Models',
    bench: 'reward',
  },
  {
    slug: 'goal-conditioned-rm',
    title: 'Learning Goal-Conditioned Representations for Language Reward Models',
    bench: 'reward',
  },
  {
    slug: 'dense-reward-diffusion',
    title: 'A Dense Reward View on Aligning Text-to-Image Diffusion with Preference',
    bench: 'diffusion',
  },
  {
    slug: 'rewards-in-context',
    title: 'Rewards-in-Context: Multi-objective Alignment of Foundation Models with Dynamic Preference Adjustment',
    bench: 'policy',
  },
  {slug: 'args', title: 'ARGS: Alignment as Reward-Guided Search', bench: 'decoding'},
  {slug: 'reward-topology-tree', title: 'Reward Generalization in RLHF: A Topological Perspective', bench: 'reward'},
  {
    slug: 'contrastive-icl',
    title: 'Customizing Language Model Responses with Contrastive In-Context Learning',
    bench: 'prompt',
  },
  {
    slug: 'mutual-reinforcement-effect',
    title:
      'Empirical Study of Mutual Reinforcement Effect and Application in Few-shot Text Classification Tasks via Prompt',
    bench: 'prompt',
  },
  {
    slug: 'rad',
    title: 'Reward-Augmented Decoding: Efficient Controlled Text Generation With a Unidirectional Reward Model',
    bench: 'decoding',
  },
  {
    slug: 'scir',
    title: 'Self-Consistency of the Internal Reward Models Improves Self-Rewarding Language Models',
    bench: 'policy',
  },
  {
    slug: 'fine-grained-rlhf',
    title: 'Fine-Grained Human Feedback Gives Better Rewards for Language Model Training',
    bench: 'policy',
  },
  {
    slug: 'domain-knowledge-rm',
    title:
      'Leveraging Domain Knowledge for Efficient Reward Modelling in RLHF: A Case-Study in E-Commerce Opinion Summarization',
    bench: 'reward',
  },
  {slug: 'barfi', title: 'Behavior Alignment via Reward Function Optimization', bench: 'control'},
  {
    slug: 'preference-density-estimation',
    title: 'A density estimation perspective on learning from pairwise human preferences',
    bench: 'reward',
  },
  {
    slug: 'inappropriateness-rewriting',
    title: 'LLM-based Rewriting of Inappropriate Argumentation using Reinforcement Learning from Machine Feedback',
    bench: 'policy',
  },
  {slug: 'r3-rubric-rm', title: 'R3: Robust Rubric-Agnostic Reward Models', bench: 'reward'},
  {
    slug: 'nurse-physician-explanations',
    title: 'Rather a Nurse than a Physician -- Contrastive Explanations under Investigation',
    bench: 'prompt',
  },
  {slug: 'setcse', title: 'SetCSE: Set Operations using Contrastive Learning of Sentence Embeddings', bench: 'sphere'},
  {slug: 'cocoins', title: 'Consistent Subject Generation via Contrastive Instantiated Concepts', bench: 'diffusion'},
  {slug: 'lm-supcon', title: 'Contrastive Learning for Prompt-Based Few-Shot Language Learners', bench: 'prompt'},
  {slug: 'simcse', title: 'SimCSE: Simple Contrastive Learning of Sentence Embeddings', bench: 'sphere'},
  {slug: 'dppo', title: 'Direct Preference-based Policy Optimization without Reward Modeling', bench: 'control'},
  {
    slug: 'approx-sufficiency',
    title: 'A Statistical Theory of Contrastive Learning via Approximate Sufficient Statistics',
    bench: 'sphere',
  },
  {
    slug: 'tpo-test-time',
    title: 'Test-Time Preference Optimization: On-the-Fly Alignment via Iterative Textual Feedback',
    bench: 'decoding',
  },
  {
    slug: 'supcl-seq',
    title: 'SupCL-Seq: Supervised Contrastive Learning for Downstream Optimized Sequence Representations',
    bench: 'sphere',
  },
  {slug: 'cloud-critique-rm', title: 'Critique-out-Loud Reward Models', bench: 'reward'},
  {slug: 'zyn-yes-no', title: 'ZYN: Zero-Shot Reward Models with Yes-No Questions', bench: 'policy'},
  {
    slug: 'token-graph-supcon',
    title: 'Supervised Graph Contrastive Pretraining for Text Classification',
    bench: 'sphere',
  },
  {
    slug: 'promcse',
    title: 'Improved Universal Sentence Embeddings with Prompt-based Contrastive Learning and Energy-based Learning',
    bench: 'sphere',
  },
  {slug: 'contrastive-dialogue-inference', title: 'Contrastive Learning for Inference in Dialogue', bench: 'policy'},
  {
    slug: 'truth-vs-slant',
    title: 'On the Relationship between Truth and Political Bias in Language Models',
    bench: 'reward',
  },
  {slug: 'meta-prompting', title: 'On Meta-Prompting', bench: 'prompt'},
  {
    slug: 'cl-generalization-k',
    title: 'Generalization Analysis for Contrastive Representation Learning',
    bench: 'sphere',
  },
  {slug: 'pad-decoding', title: 'PAD: Personalized Alignment at Decoding-Time', bench: 'decoding'},
  {slug: 'infodcl', title: 'Contrastive Learning of Sociopragmatic Meaning in Social Media', bench: 'sphere'},
  {
    slug: 'segment-reward-rlhf',
    title: 'Segmenting Text and Learning Their Rewards for Improved RLHF in Language Model',
    bench: 'policy',
  },
  {
    slug: 'debcse',
    title: 'DebCSE: Rethinking Unsupervised Contrastive Sentence Embedding Learning in the Debiasing Perspective',
    bench: 'sphere',
  },
  {
    slug: 'phylo-contrastive',
    title: 'Evolution Is All You Need: Phylogenetic Augmentation for Contrastive Learning',
    bench: 'sphere',
  },
  {
    slug: 'gml-long-tail',
    title: 'Long-Tailed Recognition by Mutual Information Maximization between Latent Features and Ground-Truth Labels',
    bench: 'sphere',
  },
  {
    slug: 'prdp',
    title: 'PRDP: Proximal Reward Difference Prediction for Large-Scale Reward Finetuning of Diffusion Models',
    bench: 'diffusion',
  },
  {
    slug: 'reward-agent',
    title:
      'Agentic Reward Modeling: Integrating Human Preferences with Verifiable Correctness Signals for Reliable Reward Systems',
    bench: 'reward',
  },
  {slug: 'prime-implicit-prm', title: 'Process Reinforcement through Implicit Rewards', bench: 'policy'},
  {
    slug: 'contrastive-rag',
    title: 'Eliciting Critical Reasoning in Retrieval-Augmented Language Models via Contrastive Explanations',
    bench: 'prompt',
  },
  {
    slug: 'scincl',
    title: 'Neighborhood Contrastive Learning for Scientific Document Representations with Citation Embeddings',
    bench: 'sphere',
  },
  {
    slug: 'dpo-pair-sweet-spot',
    title: 'Finding the Sweet Spot: Preference Data Construction for Scaling Preference Optimization',
    bench: 'policy',
  },
  {
    slug: 'parrot-pareto',
    title: 'Parrot: Pareto-optimal Multi-Reward Reinforcement Learning Framework for Text-to-Image Generation',
    bench: 'diffusion',
  },
  {
    slug: 'micse',
    title: 'miCSE: Mutual Information Contrastive Learning for Low-shot Sentence Embeddings',
    bench: 'sphere',
  },
  {
    slug: 'bleuberi',
    title: 'BLEUBERI: BLEU is a surprisingly effective reward for instruction following',
    bench: 'policy',
  },
  {
    slug: 'simplicity-bias',
    title:
      'Which Features are Learnt by Contrastive Learning? On the Role of Simplicity Bias in Class Collapse and Feature Suppression',
    bench: 'sphere',
  },
  {slug: 'quark', title: 'Quark: Controllable Text Generation with Reinforced Unlearning', bench: 'policy'},
  {
    slug: 'apo-clair',
    title: 'Anchored Preference Optimization and Contrastive Revisions: Addressing Underspecification in Alignment',
    bench: 'policy',
  },
  {slug: 'dial-domain-invariant', title: 'Aligning LLMs with Domain Invariant Reward Models', bench: 'reward'},
  {
    slug: 'gpm-preference-embedding',
    title: 'General Preference Modeling with Preference Representations for Aligning Language Models',
    bench: 'reward',
  },
  {slug: 'demo-tuning', title: 'Contrastive Demonstration Tuning for Pre-trained Language Models', bench: 'prompt'},
  {
    slug: 'dpo-vs-ppo',
    title: 'Unpacking DPO and PPO: Disentangling Best Practices for Learning from Preference Feedback',
    bench: 'policy',
  },
  {
    slug: 'grad-cache',
    title: 'Scaling Deep Contrastive Learning Batch Size under Memory Limited Setup',
    bench: 'sphere',
  },
  {
    slug: 'helping-or-herding',
    title: 'Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward Hacking',
    bench: 'policy',
  },
  {
    slug: 'distill-rewards',
    title: 'Distill Not Only Data but Also Rewards: Can Smaller Language Models Surpass Larger Ones?',
    bench: 'policy',
  },
  {
    slug: 'self-reward-lvlm-prompts',
    title: 'Self-Rewarding Large Vision-Language Models for Optimizing Prompts in Text-to-Image Generation',
    bench: 'diffusion',
  },
  {
    slug: 'more-multi-objective-rm',
    title: 'On Diversified Preferences of Large Language Model Alignment',
    bench: 'reward',
  },
  {slug: 'par-reward-shaping', title: 'Reward Shaping to Mitigate Reward Hacking in RLHF', bench: 'policy'},
  {slug: 'pmpo', title: 'Preference Optimization as Probabilistic Inference', bench: 'policy'},
  {
    slug: 'helpsteer2-bt-vs-regression',
    title: 'HelpSteer2-Preference: Complementing Ratings with Preferences',
    bench: 'reward',
  },
  {slug: 'whitenedcse', title: 'Whitening-based Contrastive Learning of Sentence Embeddings', bench: 'sphere'},
  {slug: 'critic-rm', title: 'Self-Generated Critiques Boost Reward Modeling for Language Models', bench: 'reward'},
  {
    slug: 'alarm-hierarchical',
    title: 'ALaRM: Align Language Models via Hierarchical Rewards Modeling',
    bench: 'policy',
  },
  {slug: 'setfit-legal', title: 'Contrast Is All You Need', bench: 'prompt'},
  {slug: 'prm-vs-orm', title: "Let's Reinforce Step by Step", bench: 'policy'},
  {
    slug: 'rpo-lambda-harmonic',
    title: 'Subject-driven Text-to-Image Generation via Preference-based Reinforcement Learning',
    bench: 'diffusion',
  },
  {
    slug: 'b3-batch-mining',
    title: 'Breaking the Batch Barrier (B3) of Contrastive Learning via Smart Batch Mining',
    bench: 'sphere',
  },
  {
    slug: 'rm-bench',
    title: 'RM-Bench: Benchmarking Reward Models of Language Models with Subtlety and Style',
    bench: 'reward',
  },
  {slug: 'skywork-data-curation', title: 'Skywork-Reward: Bag of Tricks for Reward Modeling in LLMs', bench: 'reward'},
  {
    slug: 'suboptimal-onpolicy',
    title: 'Preference Fine-Tuning of LLMs Should Leverage Suboptimal, On-Policy Data',
    bench: 'policy',
  },
  {slug: 'cut-judgments', title: 'Reasons to Reject? Aligning Language Models with Judgments', bench: 'policy'},
  {slug: 'cont-generation', title: 'CoNT: Contrastive Neural Text Generation', bench: 'policy'},
];
