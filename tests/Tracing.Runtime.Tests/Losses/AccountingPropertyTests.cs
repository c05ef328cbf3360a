using CsCheck;

namespace Tracing.Runtime.Tests.Losses;

/// <remarks>CsCheck prints the seed of a failure; set the environment variable CsCheck_Seed to repeat it.</remarks>
public class AccountingPropertyTests
{
    private const int Sessions = 60;
    private const int MostSteps = 12;

    private static readonly Gen<Step> s_step = Gen.Select(
        Gen.Enum<StepKind>(),
        Gen.UInt[0, 10_000],
        Gen.UInt[0, 10_000],
        static (kind, first, second) => new Step(kind, first, second));

    [Fact]
    public void WhateverHappensEveryEventIsInExactlyOneCount() => s_step.Array[1, MostSteps].Sample(
        static steps =>
        {
            using var model = new AccountingModel();
            foreach (Step step in steps)
            {
                model.Take(step);
            }

            model.Check();
        },
        iter: Sessions,
        threads: 1);
}
