#include "ltlab/reproduction/column_result.h"

#include "ltlab/numeric/require.h"
#include "ltlab/reproduction/cell_result.h"
#include "ltlab/reproduction/result_json.h"

namespace ltlab {
namespace {

using Json = JsonObject::Json;

constexpr std::uint64_t freshSeed = 0;

// Every number of the file, with its name, for writing and for reading.
template <class Column, class Visit>
void visitProfile(Column& profile, Visit visit) {
  visit("sigma", profile.sigma);
  visit("oracle", profile.oracle);
  visit("ols", profile.ols);
  visit("constRr", profile.constRr);
  visit("adaRr", profile.adaRr);
  visit("tunedRr", profile.tunedRr);
}

template <class Some, class Visit>
void visitBaselines(Some& baselines, Visit visit) {
  visit("ols", baselines.ols, {});
  visit("constRr", baselines.constRr, {{"s", &baselines.s}});
  visit("adaRr", baselines.adaRr, {});
  visit("tunedRr", baselines.tunedRr, {{"m", &baselines.m}, {"t", &baselines.t}});
}

using Written = std::initializer_list<std::pair<const char*, const double*>>;
using Read = std::initializer_list<std::pair<const char*, double*>>;

}  // namespace

ColumnResult evaluateColumn(const Problem& problem, std::int64_t tasks) {
  ColumnResult column;
  column.problem = problem;
  column.seed = freshSeed;
  column.baselines = computeBaselines(problem, tasks, freshSeed);
  column.profileTasks = profileTasks(tasks);
  column.profile = baselineProfile(column.baselines, problem, profileLevels(problem.noise),
                                   column.profileTasks, freshSeed);
  return column;
}

std::string columnToJson(const ColumnResult& column) {
  Json json = {{"format", ColumnResult::format},
               {"version", ColumnResult::version},
               {"noise", formatNoise(column.problem.noise)},
               {"d", column.problem.d},
               {"n", column.problem.n},
               {"tasks", column.baselines.tasks},
               {"seed", column.seed}};
  const Estimate& oracle = column.baselines.oracle;
  json["oracle"] = {{"loss", oracle.mean}, {"standardError", oracle.standardError}};
  visitBaselines(column.baselines, [&](const char* name, const Estimate& loss, Written constants) {
    json[name] = lossFields(loss);
    for (const auto& [constant, value] : constants) json[name][constant] = *value;
  });
  json["profileTasks"] = column.profileTasks;
  visitProfile(column.profile, [&](const char* name, const std::vector<double>& values) {
    json["profile"][name] = arrayOf(values);
  });
  return linesOf(json);
}

ColumnResult columnFromJson(const std::string& text) {
  const Json json = parseJson(text, "column");
  JsonObject fields(json, "column");
  fields.requireFormat(ColumnResult::format, ColumnResult::version);
  constexpr std::int64_t large = std::int64_t(1) << 53;
  ColumnResult column;
  column.problem.noise = parseNoise(fields.string("noise"), "column.noise");
  column.problem.d = int(fields.whole("d", 1, 64));
  column.problem.n = int(fields.whole("n", 2, 100'000));
  column.baselines.tasks = fields.whole("tasks", 1, large);
  column.seed = std::uint64_t(fields.whole("seed", 0, large));
  JsonObject oracle = fields.object("oracle");
  column.baselines.oracle = {oracle.number("loss"), oracle.number("standardError")};
  oracle.refuseUnknown();
  visitBaselines(column.baselines, [&](const char* name, Estimate& loss, Read constants) {
    JsonObject entry = fields.object(name);
    loss = {entry.numberOrNaN("adjustedLoss"), entry.numberOrNaN("standardError")};
    for (const auto& [constant, value] : constants) *value = entry.number(constant);
    entry.refuseUnknown();
  });
  column.profileTasks = fields.whole("profileTasks", 1, large);
  JsonObject profile = fields.object("profile");
  visitProfile(column.profile, [&](const char* name, std::vector<double>& values) {
    values = numbersOf(profile, name);
    requireSize(profile.path() + "." + name + ".length", std::int64_t(values.size()), "sigma.length",
                std::int64_t(column.profile.sigma.size()));
  });
  profile.refuseUnknown();
  fields.refuseUnknown();
  return column;
}

}  // namespace ltlab
