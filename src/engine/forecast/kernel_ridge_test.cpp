#include <vector>

#include <gtest/gtest.h>
#include <Eigen/Cholesky>

#include "base/random.h"
#include "engine/forecast/kernel.h"

namespace bihuan::forecast {
namespace {

struct System {
    Eigen::MatrixXd matrix;
    Eigen::VectorXd right;
};

struct Solved {
    std::vector<double> means;
    std::vector<double> variances;
};

/// Rows of kRidgeLanes.
Solved by_kernel(InstructionSet set, const std::vector<System>& systems) {
    const auto size = static_cast<std::size_t>(systems.front().right.size());
    std::vector<double> equations((size * (size + 1) / 2 + size) * kRidgeLanes);
    for (std::size_t lane = 0; lane < systems.size(); ++lane)
        for (std::size_t j = 0; j < size; ++j) {
            const auto& [matrix, right] = systems[lane];
            const auto column = static_cast<Eigen::Index>(j);
            for (std::size_t i = j; i < size; ++i)
                equations[ridge_row(size, i, j) * kRidgeLanes + lane] =
                    matrix(static_cast<Eigen::Index>(i), column);
            equations[ridge_right_row(size, j) * kRidgeLanes + lane] = right[column];
        }
    std::vector<double> scratch(ridge_scratch_rows(size) * kRidgeLanes);
    std::vector<std::size_t> order(ridge_order_entries(size));
    Solved solved{std::vector<double>(size * kRidgeLanes), std::vector<double>(size * kRidgeLanes)};
    kernel_for(set).ridges({.size = size,
                            .count = systems.size(),
                            .equations = equations.data(),
                            .means = solved.means.data(),
                            .variances = solved.variances.data(),
                            .scratch = scratch.data(),
                            .order = order.data()});
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

void expect_eigens_bits(InstructionSet set, const std::vector<System>& systems) {
    const auto solved = by_kernel(set, systems);
    for (std::size_t lane = 0; lane < systems.size(); ++lane) {
        const auto& [matrix, right] = systems[lane];
        const Eigen::LDLT<Eigen::MatrixXd> eigen(matrix);
        const Eigen::VectorXd mean = eigen.solve(right);
        const Eigen::MatrixXd inverse =
            eigen.solve(Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols()));
        for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
            const auto at = static_cast<std::size_t>(i) * kRidgeLanes + lane;
            EXPECT_EQ(solved.means[at], mean[i]) << matrix.rows();
            EXPECT_EQ(solved.variances[at], inverse(i, i)) << matrix.rows();
        }
    }
}

TEST(KernelRidge, EverySystemHasTheBitsOfEigensOwnFactorsWhateverStandsBesideIt) {
    constexpr Eigen::Index kMostUnknowns = 21;
    constexpr int kRounds = 20;
    Random random(7);
    for (Eigen::Index round = 0; round < kRounds * kMostUnknowns; ++round) {
        const Eigen::Index size = 1 + round % kMostUnknowns;
        std::vector<System> systems;
        const auto count = 1 + static_cast<std::size_t>(round) % kRidgeLanes;
        while (systems.size() < count) {
            auto& system =
                systems.emplace_back(System{some_matrix(random, size), Eigen::VectorXd(size)});
            for (double& entry : system.right) entry = random.uniform() - 0.5;
        }
        for (const auto set :
             {InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512})
            if (set <= best_instruction_set()) expect_eigens_bits(set, systems);
    }
}

}  // namespace
}  // namespace bihuan::forecast
