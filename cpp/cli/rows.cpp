#include "rows.h"

#include <vector>

#include "ltlab/numeric/require.h"

namespace ltlab::cli {

Matrix<double> rowsOption(const Options& options, const char* name) {
  std::vector<double> numbers;
  Eigen::Index rows = 0, columns = 0;
  const std::string text = options.text(name) + ";";
  for (std::size_t begin = 0, end; (end = text.find_first_of(",;", begin)) != std::string::npos;
       begin = end + 1) {
    numbers.push_back(parseReal(std::string_view(text).substr(begin, end - begin), options[name].asTyped()));
    if (text[end] == ',') continue;
    if (++rows == 1) columns = Eigen::Index(numbers.size());
    require(Eigen::Index(numbers.size()) == rows * columns, name, options.text(name),
            "must have as many numbers in every row");
  }
  return Eigen::Map<const Matrix<double>>(numbers.data(), rows, columns);
}

}  // namespace ltlab::cli
