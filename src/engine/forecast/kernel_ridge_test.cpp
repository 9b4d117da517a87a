#include <vector>

#include <gtest/gtest.h>
#include <Eigen/Cholesky>

#include "base/random.h"
#include "engine/forecast/kernel.h"

namespace bihuan::forecast {
namespace {

struct Solved {
    std::vector<double> mean;
    std::vector<double> variances;
};

Solved by_kernel(InstructionSet set, const Eigen::MatrixXd& matrix, const Eigen::VectorXd& right) {
    const auto size = static_cast<std::size_t>(matrix.rows());
    const std::size_t stride = ridge_stride(size);
    std::vector<double> columns(size * stride);
    for (std::size_t j = 0; j < size; ++j)
        for (std::size_t i = j; i < size; ++i)
            columns[j * stride + i] =
                matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    std::vector<double> scratch((size + 2) * stride);
    std::vector<std::size_t> order(size);
    Solved solved{{right.begin(), right.end()}, std::vector<double>(size)};
    kernel_for(set).ridge({size,
                           columns.data(),
                           solved.mean.data(),
                           solved.variances.data(),
                           scratch.data(),
                           order.data()});
    return solved;
}

Eigen::MatrixXd some_matrix(Random& random, Eigen::Index size) {
    Eigen::MatrixXd factor(size, size + 3);
    for (Eigen::Index j = 0; j < factor.cols(); ++j)
        for (Eigen::Index i = 0; i < size; ++i) factor(i, j) = random.uniform() - 0.5;
    Eigen::MatrixXd matrix = factor * factor.transpose();
    // Effects of very different sizes, some of them held at 0.
    for (Eigen::Index i = 0; i < size; ++i)
        matrix(i, i) += i % 5 == 3 ? 1e12 : 1 / (0.01 + random.uniform());
    return matrix;
}

void expect_eigens_bits(InstructionSet set,
                        const Eigen::MatrixXd& matrix,
                        const Eigen::VectorXd& right) {
    const Eigen::LDLT<Eigen::MatrixXd> eigen(matrix);
    const Eigen::VectorXd mean = eigen.solve(right);
    const Eigen::MatrixXd inverse =
        eigen.solve(Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols()));
    const auto solved = by_kernel(set, matrix, right);
    for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        EXPECT_EQ(solved.mean[at], mean[i]) << matrix.rows();
        EXPECT_EQ(solved.variances[at], inverse(i, i)) << matrix.rows();
    }
}

TEST(KernelRidge, EveryInstructionSetGivesTheBitsOfEigensOwnFactors) {
    constexpr Eigen::Index kMostUnknowns = 21;
    constexpr int kRounds = 20;
    Random random(7);
    for (Eigen::Index round = 0; round < kRounds * kMostUnknowns; ++round) {
        const Eigen::Index size = 1 + round % kMostUnknowns;
        const Eigen::MatrixXd matrix = some_matrix(random, size);
        Eigen::VectorXd right(size);
        for (double& entry : right) entry = random.uniform() - 0.5;
        for (const auto set :
             {InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512})
            if (set <= best_instruction_set()) expect_eigens_bits(set, matrix, right);
    }
}

}  // namespace
}  // namespace bihuan::forecast
