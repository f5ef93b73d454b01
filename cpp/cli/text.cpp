#include "text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace ltlab::cli {
namespace {

// Code points: all bytes but the continuations of UTF-8.
int characters(const std::string& text) {
  return int(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string twoDigits(int value) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d", value);
  return text;
}

}  // namespace

std::string shortest(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string significant(double value, int digits) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return text;
}

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  const int first = value < 0 ? 1 : 0;
  for (int at = int(text.size()) - 3; at > first; at -= 3) text.insert(std::size_t(at), 1, ',');
  return text;
}

std::string plusMinus(const Estimate& estimate) {
  return significant(estimate.mean, 5) + " ± " + significant(estimate.standardError, 2);
}

std::string perSecond(double steps) {
  return (steps < 99.5 ? significant(steps, 2) : grouped(std::llround(std::min(steps, 1e15)))) + " steps/s";
}

std::string duration(double seconds) {
  if (seconds < 0.095) return significant(seconds, 1) + " s";
  if (seconds < 9.95) return significant(std::round(seconds * 10) / 10, 2) + " s";
  const long whole = std::lround(std::min(seconds, 1e9)), minutes = whole / 60, hours = minutes / 60;
  if (minutes == 0) return std::to_string(whole) + " s";
  if (hours == 0) return std::to_string(minutes) + " min " + twoDigits(int(whole % 60)) + " s";
  return std::to_string(hours) + " h " + twoDigits(int(minutes % 60)) + " min";
}

std::string padded(std::string text, int width) {
  return text + std::string(std::size_t(std::max(0, width - characters(text))), ' ');
}

std::string aligned(std::string text, int width) {
  return std::string(std::size_t(std::max(0, width - characters(text))), ' ') + text;
}

std::string oneLine(const std::string& text) {
  std::string line = text;
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return line;
}

std::string shellWord(const std::string& text) {
  constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./,:=@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace ltlab::cli
