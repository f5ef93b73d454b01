#include "ltlab/numeric/require.h"

#include <gmock/gmock.h>

#include <limits>

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

TEST(Require, NamesTheArgumentTheValueAndTheRule) {
  EXPECT_THAT([] { requireInside("sigmaMax", -1.0, 0.0, 100.0); },
              ThrowsMessage<InputError>(StrEq("sigmaMax: -1 is outside [0, 100]")));
  EXPECT_THAT([] { require(false, "model", "gru", "is not one of full, diag, gd++"); },
              ThrowsMessage<InputError>(StrEq("model: \"gru\" is not one of full, diag, gd++")));
  EXPECT_THAT([] { requireSize("k.rows", 3, "q.rows", 4); },
              ThrowsMessage<InputError>(StrEq("k.rows: 3 must equal q.rows = 4")));
}

TEST(Require, AcceptsTheEndsOfTheRangeAndRefusesNaN) {
  EXPECT_NO_THROW(requireInside("rate", 0.0, 0.0, 1.0));
  EXPECT_NO_THROW(requireInside("rate", 1.0, 0.0, 1.0));
  EXPECT_THROW(requireInside("rate", std::numeric_limits<double>::quiet_NaN(), 0.0, 1.0), InputError);
}

}  // namespace
}  // namespace ltlab
