#pragma once
// The real `ltlab` as a process in a temporary folder.
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace ltlab {

struct Finished {
  int status = -1;  // exit status, or 128 + the signal that ended it
  std::string out, err;
};

std::string contentOf(const std::filesystem::path& file);

// "a 'b c' d" → a, b c, d
std::vector<std::string> wordsOf(const std::string& line);

class Workshop {
 public:
  Workshop();
  ~Workshop();

  // Runs `ltlab` with these arguments, separated by blanks, and waits for it.
  Finished ltlab(const std::string& arguments);

  // Starts it; kill() it and wait() for it. stderr may be a terminal instead of a file.
  pid_t start(const std::string& arguments, int stderrTerminal = -1, long largestFile = -1);
  Finished wait(pid_t child);

  // Until stderr contains the text; false after ten seconds.
  bool waitForError(const std::string& text) const;

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  std::string file(const std::string& name) const { return contentOf(path(name)); }
  void write(const std::string& name, const std::string& content) const;
  std::vector<std::string> names() const;  // of all files but the captured output

 private:
  std::filesystem::path folder_;
};

}  // namespace ltlab
