#include <gmock/gmock.h>

#include "ltlab/regression/statistics.h"
#include "ltlab/transformer/forward_gram.h"
#include "ltlab/transformer/forward_tokens.h"
#include "random_input.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

struct Case {
  Architecture architecture;
  int n;
};

std::vector<Case> cases() {
  std::vector<Case> list;
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus})
    for (int heads : {1, 2, 3})
      for (int layers : {1, 2, 5})
        for (int d : {1, 2, 5, 10}) list.push_back({{model, layers, heads, d}, d + 3});
  return list;
}

Matrix<double> randomTokens(int n, int d, RandomSequence& random) {
  return randomMatrix<double>(n, d + 1, random);
}

TEST(GramForward, AgreesWithTokenLoopForAnyHeadsDepthAndModel) {
  RandomSequence random = randomOf(1);
  for (const Case& c : cases()) {
    const int d = c.architecture.d, L = c.architecture.layers;
    const auto network = networkOf(c.architecture, randomParameters(c.architecture, c.n, random));
    const Matrix<double> tokens = randomTokens(c.n, d, random);
    const Vector<double> query = randomVector<double>(d, random);
    const auto byTokens = forwardTokens(network, tokens, query);
    const auto byGram = forwardGram<double>(network, tokens.transpose() * tokens);
    for (int l = 0; l <= L; ++l) {
      const Matrix<double> moved = tokens * byGram.transform[l].transpose();
      EXPECT_LE((moved - byTokens.context[l]).norm(), 1e-12 * byTokens.context[l].norm());
      const Matrix<double> gram = byTokens.context[l].transpose() * byTokens.context[l];
      EXPECT_LE((gram - byGram.gram[l]).norm(), 1e-12 * gram.norm());
    }
    EXPECT_NEAR(byTokens.prediction(), byGram.w().dot(query), 1e-12 * (byGram.w().norm() * query.norm() + 1));
  }
}

TEST(TokenForward, LeavesTheInputAsTheFirstEntryAndUpdatesEveryToken) {
  RandomSequence random = randomOf(2);
  const Architecture architecture{Model::Full, 2, 1, 3};
  const auto network = networkOf(architecture, randomParameters(architecture, 5, random));
  const Matrix<double> tokens = randomTokens(5, 3, random);
  const auto trace = forwardTokens<double>(network, tokens, randomVector<double>(3, random));
  ASSERT_EQ(trace.context.size(), 3u);
  EXPECT_EQ(trace.context[0], tokens);
  EXPECT_EQ(trace.query[0](3), 0);
  for (int i = 0; i < 5; ++i) EXPECT_NE(trace.context[1].row(i), tokens.row(i));
}

TEST(Network, GdPlusPlusIsDiagWithoutQy) {
  const Vector<double> gd = (Vector<double>(3) << 0.1, 0.2, -0.3).finished();
  const Vector<double> diag = (Vector<double>(4) << 0.1, 0.2, -0.3, 0).finished();
  const auto a = networkOf<double>({Model::GdPlusPlus, 1, 1, 4}, gd);
  const auto b = networkOf<double>({Model::Diag, 1, 1, 4}, diag);
  EXPECT_EQ(a.layers[0].heads[0].P, b.layers[0].heads[0].P);
  EXPECT_EQ(a.layers[0].heads[0].Q, b.layers[0].heads[0].Q);
}

TEST(Omega, OneHeadLiesOnTheSurfaceThatTwoHeadsLeave) {
  RandomSequence random = randomOf(3);
  for (int heads : {1, 2}) {
    const Architecture architecture{Model::Diag, 1, heads, 3};
    const auto omega =
        omegaOf(networkOf<double>(architecture, randomVector<double>(4 * heads, random)).layers[0]);
    const double gap = std::abs(omega.xx * omega.yy - omega.xy * omega.yx);
    EXPECT_EQ(gap <= 1e-15, heads == 1) << gap;
  }
}

TEST(Network, RefusesWhatDoesNotFit) {
  const Vector<double> five = Vector<double>::Zero(5);
  EXPECT_THAT(([&] {
                networkOf<double>({Model::Diag, 1, 1, 3}, five);
              }),
              ThrowsMessage<InputError>(StrEq("parameters.size: 5 must equal parameterCount = 4")));
  EXPECT_THAT(([&] {
                networkOf<double>({Model::Diag, 0, 1, 3}, five);
              }),
              ThrowsMessage<InputError>(StrEq("layers: 0 is outside [1, 16]")));
  EXPECT_THAT(([&] {
                networkOf<double>({Model::Diag, 1, 9, 3}, five);
              }),
              ThrowsMessage<InputError>(StrEq("heads: 9 is outside [1, 8]")));
  EXPECT_THAT(([&] {
                networkOf<double>({Model::Diag, 1, 1, 65}, five);
              }),
              ThrowsMessage<InputError>(StrEq("d: 65 is outside [1, 64]")));
  EXPECT_THAT([] { parseModel("gru"); },
              ThrowsMessage<InputError>(StrEq("model: \"gru\" is not one of full, diag, gd++")));
  const auto network = networkOf<double>({Model::Diag, 1, 1, 3}, Vector<double>::Zero(4));
  EXPECT_THAT(([&] { forwardTokens<double>(network, Matrix<double>(2, 3), Vector<double>(3)); }),
              ThrowsMessage<InputError>(StrEq("tokens.cols: 3 must equal d + 1 = 4")));
  EXPECT_THAT(([&] { forwardTokens<double>(network, Matrix<double>(2, 4), Vector<double>(2)); }),
              ThrowsMessage<InputError>(StrEq("query.size: 2 must equal d = 3")));
  EXPECT_THAT(([&] { forwardGram<double>(network, Matrix<double>(3, 4)); }),
              ThrowsMessage<InputError>(StrEq("gram.rows: 3 must equal d + 1 = 4")));
  EXPECT_THAT(([&] { forwardGram<double>(network, Matrix<double>(4, 3)); }),
              ThrowsMessage<InputError>(StrEq("gram.cols: 3 must equal d + 1 = 4")));
}

}  // namespace
}  // namespace ltlab
