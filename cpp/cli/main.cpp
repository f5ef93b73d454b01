// `ltlab`: train, evaluate, compare and look, from the command line. CLI11 splits the arguments; values are
// read and refused by options.h and the library.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "commands.h"
#include "ltlab/numeric/require.h"
#include "text.h"

namespace ltlab::cli {
namespace {

constexpr const Command* commands[] = {&trainCommand,       &evaluateCommand,  &baselinesCommand,
                                       &sampleCommand,      &reproduceCommand, &traceCommand,
                                       &walkthroughCommand, &attentionCommand, &layerCommand,
                                       &raceCommand,        &streamCommand};

constexpr const char* overview =
    "Commands explain themselves: ltlab train --help.\n"
    "Exit status: 0 done, 1 failed, 2 bad input, 130 interrupted by Ctrl-C.\n\n"
    "Examples:\n"
    "  ltlab train --layers 2 --noise uniform:2 --steps 1000 --out model.json\n"
    "  ltlab evaluate model.json --sigmas 0,1,2,3\n"
    "  ltlab baselines --noise uniform:2 --tasks 20000\n";

// "--layers COUNT [4]" where CLI11 says "--layers COUNT=4".
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    if (!option->get_type_name().empty()) text += " " + option->get_type_name();
    if (!option->get_default_str().empty()) text += " [" + option->get_default_str() + "]";
    return text;
  }
};

struct Invocation {
  const Command* command;
  Options options;
  CLI::App* app = nullptr;
};

int refuse(const std::string& who, const std::string& why) {
  std::fprintf(stderr, "%s: %s\n", who.c_str(), oneLine(why).c_str());
  return ExitStatus::badInput;
}

void addOption(CLI::App& app, Option& option) {
  const std::string help = option.help;
  if (option.kind == Option::Kind::Flag) {
    const auto note = [&option](std::int64_t) { option.given = ""; };
    app.add_flag_function(option.asTyped(), note, help)->disable_flag_override();
    return;
  }
  CLI::Option* added = app.add_option(
      option.kind == Option::Kind::Positional ? option.name : option.asTyped(),
      [&option](const CLI::results_t& values) {
        require(values.size() == 1, option.asTyped(), values.back(), "is one value too many: give it once");
        option.given = values.front();
        return true;
      },
      help);
  added->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  added->type_name(option.placeholder)->default_str(option.initial);
}

// A subcommand that takes over everything after its name. What it does not know is left to refuseUnknown.
void addCommand(CLI::App& app, Invocation& invocation) {
  const Command& command = *invocation.command;
  invocation.app = app.add_subcommand(command.name, command.summary);
  invocation.app->footer(std::string("\n") + command.notes);
  invocation.app->allow_extras();
  command.declare(invocation.options);
  for (Option& option : invocation.options.all()) addOption(*invocation.app, option);
}

void refuseUnknown(const Invocation& invocation, const std::vector<std::string>& left) {
  for (const std::string& argument : left)
    throw InputError(InputError::Kind::Type, argument + " is not an option of this command; see ltlab " +
                                                 invocation.command->name + " --help");
  for (const Option& option : invocation.options.all())
    if (option.kind == Option::Kind::Positional && !option.given)
      throw InputError(InputError::Kind::Type, option.asTyped() + " is missing");
}

int runCommand(const Invocation& invocation) {
  const std::string who = std::string("ltlab ") + invocation.command->name;
  try {
    refuseUnknown(invocation, invocation.app->remaining());
    const int status = invocation.command->run(invocation.options);
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("the result could not be written to the standard output");
    return status;
  } catch (const InputError& error) {
    return refuse(who, asTyped(error.what(), invocation.options));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", who.c_str(), oneLine(error.what()).c_str());
    return ExitStatus::failure;
  }
}

// CLI11 says "--rate: 1 required NUMBER missing" and knows no exit status of ours.
int refuseSyntax(const CLI::ParseError& error, const std::string& who) {
  const std::string message = error.what();
  const std::size_t missing = message.find(": 1 required");
  if (message.find("flag override") != std::string::npos)
    return refuse(who, "--" + message.substr(0, message.find(' ')) + ": takes no value");
  if (missing != std::string::npos) return refuse(who, message.substr(0, missing) + ": a value is missing");
  return refuse(who, message);
}

void describe(CLI::App& app, std::vector<Invocation>& invocations) {
  app.set_version_flag("--version", "ltlab " LTLAB_VERSION);
  app.footer(std::string("\n") + overview);
  app.formatter(std::make_shared<HelpFormatter>());
  app.get_formatter()->column_width(29);
  app.allow_extras();
  app.require_subcommand(0, 1);  // a second command name is an argument too many
  for (Invocation& invocation : invocations) addCommand(app, invocation);
}

const Invocation* chosenOf(const std::vector<Invocation>& invocations) {
  for (const Invocation& invocation : invocations)
    if (invocation.app->parsed()) return &invocation;
  return nullptr;
}

int run(int argc, char** argv) {
  CLI::App app("Linear transformers that learn in-context regression", "ltlab");
  std::vector<Invocation> invocations;
  for (const Command* command : commands) invocations.push_back({command, {}});
  describe(app, invocations);
  const auto who = [&] {
    const Invocation* chosen = chosenOf(invocations);
    return chosen ? std::string("ltlab ") + chosen->command->name : "ltlab";
  };
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {
    return app.exit(request);
  } catch (const CLI::ParseError& error) {
    return refuseSyntax(error, who());
  } catch (const InputError& error) {
    return refuse(who(), error.what());
  }
  const std::vector<std::string> left = app.remaining();
  if (!left.empty()) return refuse("ltlab", left[0] + " is not a command; see ltlab --help");
  if (const Invocation* chosen = chosenOf(invocations)) return runCommand(*chosen);
  std::cerr << app.help();
  return ExitStatus::badInput;
}

}  // namespace
}  // namespace ltlab::cli

int main(int argc, char** argv) {
  return ltlab::cli::run(argc, argv);
}
