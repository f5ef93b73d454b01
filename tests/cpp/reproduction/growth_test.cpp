#include "ltlab/reproduction/growth.h"

#include <gmock/gmock.h>

#include "ltlab/numeric/require.h"
#include "ltlab/transformer/forward_gram.h"
#include "support/random_values.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;
using testing_support::RandomValues;

constexpr int d = 4;

Vector<double> weights(const Architecture& architecture, const Vector<double>& parameters) {
  RandomValues random(5);
  const auto context = testing_support::randomContext(random, 9, d);
  return forwardGram(networkOf(architecture, parameters), context.statistics().gram).w();
}

Vector<double> someParameters(const Architecture& architecture) {
  return RandomValues(7).vector(parameterCount(architecture), 0.1);
}

TEST(InsertLayer, KeepsWhatTheNetworkComputesAtEveryPosition) {
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus})
    for (int layers : {1, 3}) {
      const Architecture before{model, layers, 1, d}, after{model, layers + 1, 1, d};
      const Vector<double> parameters = someParameters(before);
      for (int position = 0; position <= layers; ++position) {
        const Vector<double> deeper = insertLayer(before, parameters, position, 1);
        EXPECT_LT((weights(after, deeper) - weights(before, parameters)).norm(), 1e-12);
        EXPECT_GT((deeper - insertLayer(before, parameters, position, 2)).norm(), 1e-3);
      }
    }
}

TEST(FullFromDiag, KeepsWhatTheNetworkComputes) {
  for (int heads : {1, 2}) {
    const Architecture diag{Model::Diag, 3, heads, d}, full{Model::Full, 3, heads, d};
    Vector<double> parameters = someParameters(diag);
    parameters.segment(4, 2).setZero();  // a P that is 0 has no norm to balance
    const Vector<double> written = fullFromDiag(diag, parameters);
    ASSERT_EQ(written.size(), parameterCount(full));
    EXPECT_LT((weights(full, written) - weights(diag, parameters)).norm(), 1e-12);
  }
}

TEST(Growth, RefusesWhatDoesNotFit) {
  const Architecture diag{Model::Diag, 2, 1, d};
  const Vector<double> parameters = someParameters(diag);
  EXPECT_THAT([&] { insertLayer(diag, parameters, 3, 1); },
              ThrowsMessage<InputError>(StrEq("position: 3 is outside [0, 2]")));
  EXPECT_THAT([&] { insertLayer(diag, parameters.head(7), 0, 1); },
              ThrowsMessage<InputError>(StrEq("parameters.size: 7 must equal parameterCount = 8")));
  EXPECT_THAT(
      [&] {
        insertLayer({Model::Diag, 1, 2, d}, parameters, 0, 1);
      },
      ThrowsMessage<InputError>(StrEq("heads: 2 is outside [1, 1]")));
  EXPECT_THAT(
      [&] {
        fullFromDiag({Model::Full, 2, 1, d}, parameters);
      },
      ThrowsMessage<InputError>(StrEq("model: \"full\" is not diag")));
}

}  // namespace
}  // namespace ltlab
