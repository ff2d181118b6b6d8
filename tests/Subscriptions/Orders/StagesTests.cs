using Subscriptions.Orders;
using static Subscriptions.Orders.Stage;

namespace Subscriptions.Tests.Orders;

public sealed class StagesTests
{
    /// <summary>Written out once more, by hand: a move that is added or lost by mistake shows here.</summary>
    private static readonly Dictionary<Stage, Stage[]> Allowed = new()
    {
        [Quotation] = [InProgress, Cancelled],
        [InProgress] = [Paused, ToRenew, Churned],
        [Paused] = [InProgress, Churned],
        [ToRenew] = [InProgress, Paused, Churned],
        [Churned] = [InProgress, Paused, ToRenew],
        [Cancelled] = [],
    };

    public static TheoryData<Stage, Stage> Pairs
    {
        get
        {
            var pairs = new TheoryData<Stage, Stage>();
            foreach (var from in Enum.GetValues<Stage>())
            {
                foreach (var to in Enum.GetValues<Stage>())
                {
                    pairs.Add(from, to);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_move_is_allowed_or_not(Stage from, Stage to) => Stages.CanMove(from, to).ShouldBe(Allowed[from].Contains(to));

    [Fact]
    public void What_runs_can_be_closed_and_nothing_else_can() =>
        Enum.GetValues<Stage>().Where(s => s.IsRunning()).ShouldBe(Enum.GetValues<Stage>().Where(s => Stages.CanMove(s, Churned)));

    [Fact]
    public void Codes_are_lower_snake_case_and_unique() =>
        Enum.GetValues<Stage>().Select(s => s.Code()).ShouldBe(["quotation", "in_progress", "paused", "to_renew", "churned", "cancelled"]);
}
