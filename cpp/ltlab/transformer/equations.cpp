#include "ltlab/transformer/equations.h"

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

constexpr Equation definitions[] = {
    {"statistics", R"(\Sigma=\sum_i x_ix_i^\top,\quad \alpha=\sum_i y_ix_i,\quad \lambda=\sum_i y_i^2)",
     "All that the network sees of its context.", "statisticsOf", "cpp/ltlab/regression/statistics.h",
     "NetworkEquations.StatisticsAreSumsOverTokens"},
    {"statistics-factor",
     R"(G=CC^\top,\quad C=\begin{pmatrix}L&0\\(L^\top w+\sigma z)^\top&\sigma\chi_{n-d}\end{pmatrix},\quad L_{jj}^2\sim\chi^2_{n-j})",
     "The statistics of a context drawn without drawing it.", "buildFactor",
     "cpp/ltlab/regression/statistics_lanes.h", "StatisticsSampler.HasTheDistributionOfTheTokenSampler"},
    {"layer-update", R"(\Delta e_i=\sum_k\sum_{j\le n}(e_j^\top Q_ke_i)\,P_ke_j)",
     "A layer: similarity times transformation, summed over the context and added to every token.",
     "forwardTokens", "cpp/ltlab/transformer/forward_tokens.h",
     "NetworkEquations.ForwardIsTheDoubleLoopOverTokens"},
    {"two-matrices", R"(P=W_PW_V,\quad Q=W_K^\top W_Q)",
     "Two matrices say the same as the four of attention.", "Head", "cpp/ltlab/transformer/parameters.h",
     "NetworkEquations.TwoMatricesAreTheProductsOfFour"},
    {"prediction", R"(\hat y=-(e_t^L)_{d+1})", "The answer is minus the last coordinate of the query token.",
     "prediction", "cpp/ltlab/transformer/forward_tokens.h",
     "NetworkEquations.PredictionIsMinusTheLastCoordinateOfTheQuery"},
    {"omega", R"(\omega_{ab}=\sum_k p_{a,k}\,q_{b,k},\quad a,b\in\{x,y\})",
     "The four numbers of a DIAG layer that matter, whatever its heads.", "omegaOf",
     "cpp/ltlab/transformer/parameters.h", "DiagonalRecursion.DependsOnHeadsOnlyThroughOmega"},
    {"omega-one-head", R"(\omega_{xx}\omega_{yy}=\omega_{xy}\omega_{yx})",
     "One head ties the four numbers; two heads free them.", "omegaOf", "cpp/ltlab/transformer/parameters.h",
     "Omega.OneHeadLiesOnTheSurfaceThatTwoHeadsLeave"},
    {"gd-plus-plus-parameters", R"(q_y=0\;\Rightarrow\;\omega_{xy}=\omega_{yy}=0)",
     "GD++: a DIAG layer that compares tokens by x alone.", "networkOf", "cpp/ltlab/transformer/parameters.h",
     "Network.GdPlusPlusIsDiagWithoutQy"},
    {"gram-transform", R"(K^l=\sum_kP_kG^lQ_k,\quad T^l=I+K^l,\quad e^{l+1}=T^le^l)",
     "One matrix per layer moves every token.", "forwardGram", "cpp/ltlab/transformer/forward_gram.h",
     "NetworkEquations.EveryTokenIsMovedByOneMatrixPerLayer"},
    {"gram-statistics", R"(G^{l+1}=T^lG^l(T^l)^\top)", "The statistics of the next layer need no tokens.",
     "forwardGram", "cpp/ltlab/transformer/forward_gram.h", "NetworkEquations.GramMatrixFollowsTheTokens"},
    {"gram-weights",
     R"(W^{l+1}=T^lW^l,\quad W^l=\begin{pmatrix}M^l&u^l\\-(w^l)^\top&a^l\end{pmatrix},\quad \hat y=\langle w^L,x_t\rangle)",
     "The product of the layers holds the implicit weights.", "forwardGram",
     "cpp/ltlab/transformer/forward_gram.h",
     "NetworkEquations.ProductOfTheLayersHoldsMUAndTheImplicitWeights"},
};

constexpr Equation layers[] = {
    {"blocks", R"(K=\begin{pmatrix}A&b\\c^\top&d\end{pmatrix})", "The four blocks of a layer.", "blocksOf",
     "cpp/ltlab/transformer/recursion.h", "Recursion.EveryTermIsTheProductItIsNamedAfter"},
    {"recursion-m", R"(M^+=(I+A)M-bw^\top)", "What the layers have made of the inputs.", "recursionStep",
     "cpp/ltlab/transformer/recursion.h", "Recursion.AgreesWithTokenLoopsForAnyHeads"},
    {"recursion-u", "u^+=(I+A)u+ab", "The memory: what the labels have added to the inputs.", "recursionStep",
     "cpp/ltlab/transformer/recursion.h", "Recursion.AgreesWithTokenLoopsForAnyHeads"},
    {"recursion-a", R"(a^+=(1+d)a+c^\top u)", "The factor on the labels.", "recursionStep",
     "cpp/ltlab/transformer/recursion.h", "Recursion.AgreesWithTokenLoopsForAnyHeads"},
    {"recursion-w", R"(w^+=(1+d)w-M^\top c)", "The implicit weights.", "recursionStep",
     "cpp/ltlab/transformer/recursion.h", "Recursion.AgreesWithTokenLoopsForAnyHeads"},
    {"token-image", R"(x_i^l=Mx_i+y_iu,\quad y_i^l=ay_i-\langle w,x_i\rangle)",
     "Every token is a linear image of its input.", "differenceFromTokens",
     "cpp/ltlab/transformer/recursion.h",
     "Recursion.DifferenceFromTokensIsRoundingForTheRightStateAndSeesAWrongOne"},
    {"implicit-prediction", R"(\hat y=\langle w^l,x_t\rangle)",
     "Reading out after layer l is a linear model with weights w^l.", "runRecursion",
     "cpp/ltlab/transformer/recursion.h", "Recursion.ImplicitWeightsGiveTheNetworksPrediction"},
    {"layer-statistics", R"(\alpha^l=a(M\alpha+\lambda u)-M\Sigma w-\langle\alpha,w\rangle u)",
     "Statistics at a layer from those of the input (Σ and λ likewise).", "statisticsAt",
     "cpp/ltlab/transformer/recursion.h", "Recursion.StatisticsAreThoseOfTheTokensAtEveryLayer"},
    {"diagonal-blocks",
     R"(A=\omega_{xx}\Sigma^l,\quad b=\omega_{xy}\alpha^l,\quad c=\omega_{yx}\alpha^l,\quad d=\omega_{yy}\lambda^l)",
     "The blocks of a DIAG layer.", "blocksOf", "cpp/ltlab/transformer/recursion.h",
     "DiagonalRecursion.AgreesWithTokenLoopsForAnyOmegas"},
    {"diagonal-update",
     R"(x^+=x+\omega_{xx}\Sigma x+\omega_{xy}y\alpha,\quad y^+=y+\omega_{yx}\langle\alpha,x\rangle+\omega_{yy}\lambda y)",
     "What each ω adds to a token: precondition, adapt the step, step along the gradient, rescale.",
     "contributionsTo", "cpp/ltlab/transformer/recursion.h",
     "DiagonalTokenUpdate.IsWhatEachOmegaAddsToAToken"},
    {"gradient-step", R"(\omega_{yx}=-\eta\;\Rightarrow\;w^1=\eta\alpha)",
     "Linear attention is one gradient step from 0.", "runRecursion", "cpp/ltlab/transformer/recursion.h",
     "Recursion.OneLayerOfLinearAttentionIsOneGradientStepFromZero"},
    {"momentum-u", R"(u^+=(I-\Lambda)u+\Gamma r)", "The memory fades and takes in the gradient.",
     "momentumStep", "cpp/ltlab/transformer/momentum_form.h",
     "MomentumForm.IsTheLayerThatTheTokensGoThrough"},
    {"momentum-w", R"(w^+=(1+s)w-\Pi r-\Phi u)",
     "The weights are rescaled, take a gradient step and follow the memory.", "momentumStep",
     "cpp/ltlab/transformer/momentum_form.h", "MomentumForm.IsTheLayerThatTheTokensGoThrough"},
    {"momentum-residual",
     R"(r=\Sigma(aw^*-w)=-\tfrac12\nabla f(w),\quad f(w)=\sum_i(ay_i-\langle w,x_i\rangle)^2)",
     "What the momentum form descends.", "momentumStep", "cpp/ltlab/transformer/momentum_form.h",
     "MomentumForm.ItsResidualIsMinusHalfTheGradient"},
    {"momentum-lambda", R"(\Lambda=-\omega_{xy}a^2\rho I-\omega_{xx}\Sigma^l)", "How fast the memory fades.",
     "MomentumStep", "cpp/ltlab/transformer/momentum_form.h",
     "MomentumForm.EveryFactorIsTheOneItIsNamedAfter"},
    {"momentum-gamma", R"(\Gamma=a\,\omega_{xy}(M+uw^{*\top}))", "What part of the gradient is remembered.",
     "MomentumStep", "cpp/ltlab/transformer/momentum_form.h",
     "MomentumForm.EveryFactorIsTheOneItIsNamedAfter"},
    {"momentum-s", R"(s=\omega_{yy}\lambda^l)", "The adaptive rescaling.", "MomentumStep",
     "cpp/ltlab/transformer/momentum_form.h", "MomentumForm.EveryFactorIsTheOneItIsNamedAfter"},
    {"momentum-pi", R"(\Pi=\omega_{yx}M^\top(M+uw^{*\top}))",
     "The preconditioner of the direct gradient step.", "MomentumStep",
     "cpp/ltlab/transformer/momentum_form.h", "MomentumForm.EveryFactorIsTheOneItIsNamedAfter"},
    {"momentum-phi", R"(\Phi=a\rho\,\omega_{yx}M^\top)", "How the memory moves the weights.", "MomentumStep",
     "cpp/ltlab/transformer/momentum_form.h", "MomentumForm.EveryFactorIsTheOneItIsNamedAfter"},
    {"least-squares", R"(w^*=\Sigma^{-1}\alpha,\quad \rho=\sum_i(y_i-\langle w^*,x_i\rangle)^2)",
     "The least-squares weights of the input and their residual.", "leastSquaresOf",
     "cpp/ltlab/transformer/momentum_form.h", "MomentumForm.LeastSquaresAreTheResidualsOfTheTokens"},
    {"momentum-alpha", R"(\alpha^l=(M+uw^{*\top})r+a\rho u)",
     "Why the memory appears: the gradient a layer sees.", "momentumStep",
     "cpp/ltlab/transformer/momentum_form.h", "MomentumForm.StatisticOfALayerIsItsResidualSeenThroughMAndU"},
    {"preconditioning", R"(v^+=v(1-\gamma v)^2)", "An eigenvalue of Σ after a layer that only preconditions.",
     "preconditionedEigenvalue", "cpp/ltlab/regression/iterative_preconditioning.h",
     "Preconditioning.MapsEveryEigenvalueOfTheTokens"},
    {"condition-number", R"(\kappa^+=\frac{4\kappa^3}{(3\kappa-1)^2})",
     "The condition number after such a layer with γ λ_max = 1/3.", "preconditionedCondition",
     "cpp/ltlab/regression/iterative_preconditioning.h", "Preconditioning.ConditionNumberObeysTheClosedForm"},
    {"preconditioning-schedule", R"(\gamma_l=\left(\tfrac94\right)^l\frac1{3\lambda_{\max}})",
     "The step that keeps γ λ_max = 1/3 at every layer.", "preconditioningStep",
     "cpp/ltlab/regression/iterative_preconditioning.h",
     "Preconditioning.ScheduleKeepsGammaTimesTheLargestEigenvalueAtOneThird"},
    {"gd-plus-plus-network",
     R"(\omega_{xx}^l=-\gamma_l\ (l<L-1),\quad \omega_{yx}^{L-1}=-\frac2{\lambda_{\min}+\lambda_{\max}})",
     "GD++ as a second-order method: at κ = 100 ten digits within eleven layers.", "gdPlusPlusLayers",
     "cpp/ltlab/transformer/constructions.h",
     "GdPlusPlusLayers.ReachTenDigitsAtConditionHundredWithinElevenLayers"},
    {"rescaling", R"((1+n\sigma^2\omega_{yy})(-\omega_{yx})=\frac1{1+\sigma^2})",
     "Adaptive rescaling is ridge at two noise levels, as n grows.", "rescalingFor",
     "cpp/ltlab/transformer/constructions.h", "Rescaling.IsRidgeAtBothNoiseLevels"},
    {"step-adaptation", R"(\hat y=-\omega_{yx}\Bigl(1+\omega_{xy}\sum_iy_i^2\Bigr)\langle\alpha,x_t\rangle)",
     "Two layers whose gradient step depends on the noise.", "StepAdaptation",
     "cpp/ltlab/transformer/constructions.h", "StepAdaptation.StepsAlongAlphaByItsLambda"},
    {"one-layer-loss", R"(\tfrac d2\bigl(1-2n\eta+n(n+d+1+\mathbb E\sigma^2)\eta^2\bigr))",
     "The mean loss of one gradient step from 0.", "oneLayerLoss", "cpp/ltlab/transformer/constructions.h",
     "OneLayerOptimum.IsTheMeanLossOfOneLayerOverTasks"},
    {"one-layer-optimum", R"(\eta=\frac1{n+d+1+\mathbb E\sigma^2},\quad \tfrac d2(1-n\eta))",
     "The best single step and its loss.", "oneLayerOptimum", "cpp/ltlab/transformer/constructions.h",
     "OneLayerOptimum.IsTheLowestPointOfTheLossCurve"},
};

constexpr Equation losses[] = {
    {"objective",
     R"(f(w)=\tfrac12\lVert y-Xw\rVert^2+\tfrac12s\lVert w\rVert^2,\quad \nabla f(w)=(\Sigma+sI)w-\alpha)",
     "What the iterative methods descend.", "objectiveOf", "cpp/ltlab/regression/iterative_objective.h",
     "IterativeObjective.LossAndGradientAreThoseOfTheTokens"},
    {"oracle", R"(w^*_{\sigma^2}=(\Sigma+\sigma^2I)^{-1}\alpha)",
     "Ridge with the known noise: the posterior mean of the true weights.", "ridge",
     "cpp/ltlab/regression/ridge.h", "LossEquations.OracleIsThePosteriorMean"},
    {"adjusted-loss", R"(\mathbb E\,\tfrac12\lVert w^L-w^*_{\sigma^2}\rVert^2)",
     "Model loss minus oracle loss, exactly averaged over query and task.", "BatchKernel",
     "cpp/ltlab/training/batch_kernel.h", "LossEquations.AdjustedLossIsHalfTheSquaredDistanceToTheOracle"},
    {"adjusted-loss-kernel", R"(\tfrac12\lVert w^L-w^*_{\sigma^2}\rVert^2)",
     "The share of one task, as the batch kernel computes it.", "losses", "cpp/ltlab/training/batch_kernel.h",
     "BatchKernel.LossesAfterEveryLayerAreThoseOfTheGramTrace"},
    {"residual-variance", R"(s=\frac{\mathrm{RSS}_{\mathrm{OLS}}}{n-d})",
     "AdaRR: the noise estimated from the residuals of least squares.", "residualVariance",
     "cpp/ltlab/regression/ridge.h", "LossEquations.ResidualVarianceIsThatOfLeastSquares"},
    {"tuned-ridge", R"(s=\min\Bigl(m\,\frac{\mathrm{RSS}_{\mathrm{OLS}}}{n-d},\,t\Bigr))",
     "TunedRR; ConstRR is one tuned s, OLS is s = 0.", "computeBaselines", "cpp/ltlab/training/baselines.h",
     "LossEquations.BaselinesAreRidgeWithTheirOwnShrinkage"},
    {"residual-against-ridge", R"(\lVert w^l-(\Sigma+sI)^{-1}\alpha\rVert)",
     "How far the read-out after each layer is from ridge.", "residualAgainstRidge",
     "cpp/ltlab/transformer/constructions.h",
     "ResidualAgainstRidge.IsTheDistanceFromTheOracleAfterEveryLayer"},
};

constexpr Equation methods[] = {
    {"gradient-descent", R"(w^+=w-\eta g)", "Gradient descent.", "runMethod",
     "cpp/ltlab/regression/iterative.h", "GradientDescentMethod.FollowsThePowersOfItsStepMatrix"},
    {"heavy-ball", R"(w^+=w+\beta(w-w^-)-\eta g)", "Heavy ball: gradient descent with momentum.", "runMethod",
     "cpp/ltlab/regression/iterative.h", "HeavyBallMethod.IsItsTwoTermRecurrence"},
    {"nesterov", R"(p=w+\beta(w-w^-),\quad w^+=p-\eta\nabla f(p))",
     "Nesterov: the gradient is taken at the lookahead.", "runMethod", "cpp/ltlab/regression/iterative.h",
     "NesterovMethod.TakesItsGradientAtTheLookahead"},
    {"gradient-memory", R"(u^+=(1-\beta)u+g,\quad w^+=w-\eta u)",
     "The scalar analogue of the momentum form: heavy ball with a gradient one step old.", "runMethod",
     "cpp/ltlab/regression/iterative.h", "GradientMemoryMethod.IsHeavyBallWithAGradientOneStepOld"},
    {"gradient-memory-gap", R"((1+\kappa)\delta^2-(2+\beta\kappa)\delta+\beta=0,\quad\delta<\tfrac1\kappa)",
     "Best contraction 1 − δ of that pair: the late gradient costs the acceleration.", "gradientMemoryGap",
     "cpp/ltlab/regression/iterative.h", "GradientMemoryMethod.DoesNotAccelerate"},
    {"rmsprop", R"(s^+=\rho s+(1-\rho)g^2,\quad w^+=w-\frac{\eta g}{\sqrt{s^+}+\varepsilon})", "RMSProp.",
     "runMethod", "cpp/ltlab/regression/iterative.h", "RmsPropMethod.DividesByAFadingMeanSquare"},
    {"adam", R"(w^+=w-\eta\frac{\hat m}{\sqrt{\hat s}+\varepsilon})",
     "Adam, with bias-corrected means of g and g².", "runMethod", "cpp/ltlab/regression/iterative.h",
     "AdamMethod.DividesWeightedMeansOfItsGradients"},
    {"conjugate-gradient",
     R"(w_k=\arg\min_{w-w_0\in\mathcal K_k}f(w),\quad \mathcal K_k=\mathrm{span}(r_0,Hr_0,\dots,H^{k-1}r_0))",
     "Conjugate gradient: best over the Krylov space, exact after d steps.", "runMethod",
     "cpp/ltlab/regression/iterative.h", "ConjugateGradientMethod.MinimisesOverTheKrylovSpace"},
    {"gd-plus-plus", R"(w_k=w_0+\eta_kM_kM_k^\top r_0,\quad M_{l+1}=(I-\gamma_lH_l)M_l)",
     "GD++: k − 1 preconditioning layers and one gradient step.", "runMethod",
     "cpp/ltlab/regression/iterative.h", "GdPlusPlusMethod.IsWhatLayersDoToTheTokens"},
    {"newton-schulz", R"(X^+=2X-XHX,\quad I-X^+H=(I-XH)^2)",
     "Iterative Newton: the residual of the inverse is squared at every step.", "runMethod",
     "cpp/ltlab/regression/iterative.h", "NewtonSchulzMethod.SquaresItsResidualAtEveryStep"},
    {"suggested-rates",
     R"(\eta=\frac2{\lambda_{\min}+\lambda_{\max}},\quad \eta_{\mathrm{HB}}=\frac4{(\sqrt{\lambda_{\max}}+\sqrt{\lambda_{\min}})^2},\;\beta_{\mathrm{HB}}=\Bigl(\frac{\sqrt\kappa-1}{\sqrt\kappa+1}\Bigr)^2)",
     "Best constants for a spectrum.", "suggestedSettings", "cpp/ltlab/regression/iterative.h",
     "SuggestedSettings.AreTheBestForTheSpectrum"},
};

constexpr Equation gradient[] = {
    {"adjoint-transform", R"(\bar T=r^{l+1}(p^l)^\top+2\bar G^{l+1}TG)",
     "Sensitivity of the loss to a layer.", "transformAdjoint", "cpp/ltlab/transformer/gram_inner_layers.h",
     "BatchKernel.GradientAgreesWithTheOracleForEveryModelEstimatorAndInstructionSet"},
    {"adjoint-heads", R"(\bar P=\bar TQ^\top G,\quad \bar Q=GP^\top\bar T)",
     "Gradient of the two matrices of a head.", "headGradients", "cpp/ltlab/transformer/gram_inner_layers.h",
     "BatchKernel.GradientAgreesWithTheOracleForEveryModelEstimatorAndInstructionSet"},
    {"adjoint-gram", R"(\bar G^l=(T^l)^\top\bar G^{l+1}T^l+\mathrm{sym}(P^\top\bar TQ^\top))",
     "Sensitivity to the statistics, handed to the layer below.", "pullAdjoint",
     "cpp/ltlab/transformer/gram_inner_layers.h",
     "BatchKernel.GradientAgreesWithTheOracleForEveryModelEstimatorAndInstructionSet"},
    {"adjoint-omega",
     R"(\bar\omega_{xx}=\langle\bar T_{xx},\Sigma^l\rangle,\;\bar\omega_{xy}=\langle\bar T_{xy},\alpha^l\rangle,\;\bar\omega_{yx}=\langle\bar T_{yx},\alpha^l\rangle,\;\bar\omega_{yy}=\bar T_{yy}\lambda^l)",
     "Gradient of the four numbers of a DIAG layer.", "omegaGradient",
     "cpp/ltlab/transformer/gram_operands.h",
     "BatchKernel.GradientAgreesWithTheOracleForEveryModelEstimatorAndInstructionSet"},
    {"adjoint-output",
     R"(\bar T=r'p^\top+\sum_k(\pi_kh_k^\top+q_kg_k^\top),\quad g=GT^\top\pi,\;h=GT^\top q)",
     "Before the last layer the sensitivity has small rank: no product of matrices is needed.", "gramAdjoint",
     "cpp/ltlab/transformer/gram_output_layers.h",
     "BatchKernel.GradientAgreesWithTheOracleForEveryModelEstimatorAndInstructionSet"},
};

constexpr Equation attention[] = {
    {"softmax-attention", R"(o_i=\sum_j\mathrm{softmax}_j\Bigl(\frac{q_i^\top k_j}{\sqrt d}\Bigr)v_j)",
     "Softmax attention, in tiles.", "softmaxAttention", "cpp/ltlab/attention/softmax.h",
     "Softmax.AgreesWithTheDefinitionForAnySize"},
    {"linear-attention",
     R"(o_i=\frac{\phi(q_i)^\top S}{\phi(q_i)^\top z},\quad S=\sum_j\phi(k_j)v_j^\top,\;z=\sum_j\phi(k_j))",
     "Linear attention with its normaliser.", "linearAttention", "cpp/ltlab/attention/linear.h",
     "LinearAttention.WholeAgreesWithTheQuadraticFormForEveryFeatureMap"},
    {"causal-linear-attention", R"(S_i=S_{i-1}+\phi(k_i)v_i^\top,\quad z_i=z_{i-1}+\phi(k_i))",
     "Its recurrent form; chunks of any size give the same.", "causalLinearAttention",
     "cpp/ltlab/attention/linear.h",
     "LinearAttention.CausalAndChunkedAgreeWithTheQuadraticFormForEveryChunk"},
    {"elu-plus-one", R"(\phi(x)=\mathrm{elu}(x)+1)", "A feature map with a kernel of its own.", "FeatureKind",
     "cpp/ltlab/attention/feature_map.h", "FeatureMap.EluPlusOneAddsOneAboveZeroAndIsTheExponentialBelow"},
    {"performer",
     R"(\phi(x)_r=\frac{\exp(\omega_r^\top x-\lVert x\rVert^2/2)}{\sqrt m},\quad\mathbb E\,\phi(q)^\top\phi(k)=e^{q^\top k})",
     "Positive random features: an unbiased estimate of the softmax weight.", "makePerformerMap",
     "cpp/ltlab/attention/feature_map.h", "Performer.EstimatesTheSoftmaxWeightWithoutBias"},
    {"identity-attention", R"(\phi=\mathrm{id}\text{ without normaliser})",
     "The layer of the linear transformer.", "recordLayer", "cpp/ltlab/attention/recorded.h",
     "RecordedLayer.IsLinearAttentionWithIdentityMapAndNoNormaliser"},
    {"state-rules", R"(S^+=S+kv^\top,\quad S^+=\gamma S+kv^\top,\quad S^+=\mathrm{diag}(\alpha)S+kv^\top)",
     "Linear, retention and gated memories.", "push", "cpp/ltlab/attention/state.h",
     "EveryRule.RecurrentIsWhole"},
    {"delta-rule", R"(S^+=S+\beta k(v-S^\top k)^\top)",
     "DeltaNet: one gradient step on the squared error of the recall.", "push", "cpp/ltlab/attention/state.h",
     "State.DeltaRuleIsOneGradientStepOnItsSquaredError"},
    {"mesa", R"(S=(\lambda I+\sum_jk_jk_j^\top)^{-1}\sum_jk_jv_j^\top)", "Exact ridge at every token.",
     "push", "cpp/ltlab/attention/state.h", "State.MesaIsRidgeByCholeskyAtEachTokenEvenWithATinyRidge"},
    {"decoding-memory", R"(2Nd\text{ against }d_\phi(d_v+1))",
     "Numbers kept for decoding: key–value cache against state.", "linearCost",
     "cpp/ltlab/attention/linear.h", "Cost.LinearAttentionCountsEachTokenTheSame"},
};

constexpr Equation errata[] = {
    {"wrong-m-with-plus-bw", R"(M^+=(I+A)M+bw^\top)", "The sign of the last term.", "ruleWithPlusBw",
     "tests/cpp/transformer/wrong_forms_test.cpp", "WrongForms.PlusBwHoldsForOneLayerOnly", "recursion-m", 2,
     0.0121},
    {"wrong-a-with-cw", R"(a^+=(1+d)a+c^\top w)",
     "The labels are moved by the memory u, not by the weights w.", "ruleWithCw",
     "tests/cpp/transformer/wrong_forms_test.cpp", "WrongForms.CwInThePlaceOfCuHoldsForOneLayerOnly",
     "recursion-a", 2, 0.0222},
    {"wrong-w-with-next-m", R"(w^+=(1+d)w-(M^+)^\top c)", "A layer reads its tokens before it moves them.",
     "ruleWithNextM", "tests/cpp/transformer/wrong_forms_test.cpp",
     "WrongForms.TheNextMInWFailsAtOnceAndGrows", "recursion-w", 1, 0.0832},
    {"wrong-diag-update-with-lambda",
     R"(x^+=x+\omega_{xx}\Sigma x+\omega_{xy}\Sigma y\lambda,\quad y^+=y+\omega_{yx}\Sigma x+\omega_{yy}\Sigma y\lambda)",
     "Dimensions do not match; measured at d = 1, where they do.", "updateWithLambda",
     "tests/cpp/transformer/wrong_forms_test.cpp",
     "WrongForms.UpdateWithSigmaAndLambdaInThePlaceOfAlphaFails", "diagonal-update", 1, 6.56},
    {"wrong-momentum-with-w-for-w-star", R"(r=\Sigma(aw-w))", "The gradient needs the least-squares weights.",
     "momentumLayer", "tests/cpp/transformer/wrong_forms_test.cpp",
     "WrongForms.WInThePlaceOfWStarLosesTheWholeFirstGradient", "momentum-residual", 1, 1},
    {"wrong-momentum-phi-without-u", R"(w^+=(1+s)w-\Pi r-\Phi)",
     "A matrix subtracted from a vector; measured at d = 1.", "momentumLayer",
     "tests/cpp/transformer/wrong_forms_test.cpp", "WrongForms.PhiWithoutUFails", "momentum-w", 1, 1.7},
    {"wrong-momentum-with-a-in-the-lift",
     R"(\Gamma=a\,\omega_{xy}(M+a\,uw^{*\top}),\quad \Pi=\omega_{yx}M^\top(M+a\,uw^{*\top}))",
     "As printed in the appendix of the paper; the a does not belong there.", "errorWithAInTheLift",
     "tests/cpp/transformer/wrong_forms_test.cpp", "WrongForms.AInTheLiftHoldsForOneLayerOnly",
     "momentum-gamma", 2, 0.114},
    {"wrong-step-adaptation-with-residuals",
     R"(\hat y=-\omega_{yx}\Bigl(1+\omega_{xy}\sum_ir_i^2\Bigr)\langle\alpha,x_t\rangle)",
     "The step sees the labels, not their residuals.", "StepAdaptation",
     "tests/cpp/transformer/wrong_forms_test.cpp", "WrongForms.StepAdaptationSeesLabelsNotResiduals",
     "step-adaptation", 2, 0.322},
    {"wrong-rescaling-as-momentum", R"(w^+=w-\eta\nabla f(w)+\gamma w)",
     "Called momentum, but it only rescales w; momentum needs a memory. Measured against heavy ball from 0.",
     "rescaledDescent", "tests/cpp/transformer/wrong_forms_test.cpp",
     "WrongForms.GammaTimesWIsRescalingNotMomentum", "heavy-ball", 3, 0.151},
    {"wrong-layers-as-adam", R"(w^1=\eta\,\frac{\alpha}{\lvert\alpha\rvert})",
     "No layer takes the first step of Adam or RMSProp: from w = 0 it can only step along α.",
     "NoLayerTakesAdamsFirstStep", "tests/cpp/transformer/wrong_forms_test.cpp",
     "WrongForms.NoLayerTakesAdamsFirstStep", "gradient-step", 1, 0.493},
    {"wrong-attention-without-normaliser", R"(o_i=\phi(q_i)^\top S)",
     "Without the division the output is not a mean of the values.", "linearAttention",
     "tests/cpp/transformer/wrong_forms_test.cpp", "WrongForms.AttentionWithoutItsNormaliserIsNotAMean",
     "linear-attention", 1, 140},
};

constexpr EquationSection sections[] = {
    {"Task, layer and network", definitions}, {"What a layer does", layers},
    {"Losses and baselines", losses},         {"Iterative methods on one task", methods},
    {"Gradient of the network", gradient},    {"Attention", attention},
    {"Often written, and wrong", errata},
};

// Text as a JSON string. The list has no control characters; a test parses the result.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string field(std::string_view name, std::string_view value) {
  return quoted(name) + ": " + quoted(value);
}

std::string jsonOf(const Equation& equation) {
  const bool wrong = equation.kind() == EquationKind::Wrong;
  std::string json = "{" + field("id", equation.id) + ", " + field("kind", wrong ? "wrong" : "right") + ", " +
                     field("tex", equation.tex) + ", " + field("meaning", equation.meaning) + ", " +
                     field("function", equation.function) + ", " + field("file", equation.file) + ", " +
                     field("test", equation.test);
  if (wrong)
    json += ", " + field("insteadOf", equation.insteadOf) + ", \"layer\": " + std::to_string(equation.layer) +
            ", \"error\": " + describeValue(equation.error);
  return json + "}";
}

std::string markdownOf(const Equation& equation) {
  std::string meaning(equation.meaning);
  if (equation.kind() == EquationKind::Wrong)
    meaning += " Right: `" + std::string(equation.insteadOf) + "`. Relative error " +
               describeValue(equation.error) + " at layer " + std::to_string(equation.layer) + ".";
  const auto code = [](std::string_view text) { return "`" + std::string(text) + "`"; };
  return "| " + code(equation.id) + " | $" + std::string(equation.tex) + "$ | " + meaning + " | " +
         code(equation.function) + ", " + code(equation.file) + " | " + code(equation.test) + " |\n";
}

}  // namespace

std::span<const EquationSection> equationSections() {
  return sections;
}

const Equation& equationNamed(std::string_view id) {
  for (const EquationSection& section : sections)
    for (const Equation& equation : section.equations)
      if (equation.id == id) return equation;
  throw InputError(InputError::Kind::Type, "equation: " + describeValue(id) + " is not in the registry");
}

std::string equationsMarkdown() {
  std::string text;
  for (const EquationSection& section : sections) {
    if (!text.empty()) text += "\n";
    text += "## " + std::string(section.title) +
            "\n\n| id | formula | meaning | computed by | tested by |\n" +
            "| --- | --- | --- | --- | --- |\n";
    for (const Equation& equation : section.equations) text += markdownOf(equation);
  }
  return text;
}

std::string equationsJson() {
  std::string text = "[";
  for (const EquationSection& section : sections) {
    text += text.size() > 1 ? ",\n " : "";
    text += "{" + field("title", section.title) + ", \"equations\": [";
    for (const Equation& equation : section.equations)
      text += (&equation == section.equations.data() ? "\n  " : ",\n  ") + jsonOf(equation);
    text += "]}";
  }
  return text + "]\n";
}

}  // namespace ltlab
