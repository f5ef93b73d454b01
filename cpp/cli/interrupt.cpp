#include "interrupt.h"

#include <csignal>
#include <initializer_list>

namespace ltlab::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int signal) {
  noted = signal;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction old {};
  sigaction(signal, nullptr, &old);
  if (old.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = handler == note ? SA_RESETHAND | SA_RESTART : 0;
  sigaction(signal, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  noted = 0;
  for (int signal : {SIGINT, SIGTERM}) handle(signal, note);
}

InterruptGuard::~InterruptGuard() {
  for (int signal : {SIGINT, SIGTERM}) handle(signal, SIG_DFL);
}

int InterruptGuard::signal() const {
  return noted;
}

}  // namespace ltlab::cli
