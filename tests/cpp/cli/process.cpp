#include "process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace ltlab {
namespace {

constexpr const char *outName = ".stdout", *errName = ".stderr";

int create(const std::filesystem::path& file) {
  return open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
}

}  // namespace

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> wordsOf(const std::string& line) {
  std::vector<std::string> words;
  bool quoted = false, inWord = false;
  for (const char c : line) {
    if (c == ' ' && !quoted) {
      inWord = false;
      continue;
    }
    if (!inWord) words.emplace_back();
    inWord = true;
    if (c == '\'')
      quoted = !quoted;
    else
      words.back() += c;
  }
  return words;
}

Workshop::Workshop() {
  std::string name = (std::filesystem::temp_directory_path() / "ltlab-cli-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  folder_ = name;
}

Workshop::~Workshop() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

pid_t Workshop::start(const std::string& arguments, int stderrTerminal, long largestFile) {
  std::vector<std::string> words = wordsOf(arguments);
  words.insert(words.begin(), LTLAB_BINARY);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int out = create(path(outName)), err = stderrTerminal < 0 ? create(path(errName)) : stderrTerminal;
  const pid_t child = fork();
  if (child == 0) {
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    std::signal(SIGINT, SIG_DFL);  // a background job of a shell ignores it
    const rlimit limit{rlim_t(largestFile), rlim_t(largestFile)};
    if (largestFile >= 0) {
      std::signal(SIGXFSZ, SIG_IGN);  // then a write beyond the limit fails as on a full disk
      setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (chdir(folder_.c_str()) == 0) execv(argv[0], argv.data());
    _exit(127);
  }
  close(out);
  if (stderrTerminal < 0) close(err);
  return child;
}

Finished Workshop::wait(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), file(outName), file(errName)};
}

Finished Workshop::ltlab(const std::string& arguments) {
  return wait(start(arguments));
}

bool Workshop::waitForError(const std::string& text) const {
  for (int i = 0; i < 1000; ++i) {
    if (file(errName).find(text) != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

void Workshop::write(const std::string& name, const std::string& content) const {
  std::ofstream(path(name), std::ios::binary) << content;
}

std::vector<std::string> Workshop::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (name != outName && name != errName) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace ltlab
