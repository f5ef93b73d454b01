#pragma once
// Which recipe trained a network.

namespace ltlab {

// To be raised when the recipe gives other networks: results of different versions are not mixed.
inline constexpr int recipeVersion = 2;

}  // namespace ltlab
