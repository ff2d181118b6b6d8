using Contracts.Common.V1;
using Contracts.Events;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>The end of a pause: how far ahead it may lie, and what comes first where it was missed (domain.md "Pausing", C4).</summary>
public sealed class PauseEndTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "resume_date:TOO_FAR")]
    public async Task It_lies_at_most_two_years_ahead(int daysMore, string violation)
    {
        var order = await service.Confirmed();
        var day = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddYears(2).AddDays(daysMore);
        var pause = service.Orders.PauseSubscriptionAsync(new() { Id = order.Id, ResumeDate = Date.From(day) });

        if (violation.Length > 0)
        {
            (await Refused.By(pause)).Violations.ShouldBe([violation]);
            return;
        }

        (await pause).Pause.ResumeDate.ShouldBe(Date.From(day));
    }

    /// <summary>Nothing ran for months, and whichever work comes first then: what was closed before its pause was over never resumes.</summary>
    [Theory]
    [InlineData("2026-03-10", "2026-03-01", "New Paused Churn")]
    [InlineData("2026-03-01", "2026-03-01", "New Paused Churn")]
    [InlineData("2026-03-01", "2026-03-10", "New Paused Resumed Churn")]
    public void Missed_together_with_a_close_both_happen_in_their_order(string resumes, string closes, string movements)
    {
        foreach (var resumeFirst in new[] { true, false })
        {
            var order = Confirmed();
            order.PauseFrom(Day(resumes), Staff, Now.AddDays(5));
            order.Close(Decision(CloseWhen.Date, Day(closes)), Staff, Now.AddDays(6));
            var late = Now.AddDays(200);

            (resumeFirst ? order.ApplyDueResume(late) | order.ApplyDueClose(late) : order.ApplyDueClose(late) | order.ApplyDueResume(late)).ShouldBeTrue();

            (order.Stage, order.Closing!.EndDate, order.ResumeDueAt, order.CloseDueAt).ShouldBe((Stage.Churned, Day(closes), null, null));
            string.Join(' ', order.Movements.Select(m => m.Kind)).ShouldBe(movements);
            order.Movements.Select(m => m.OccurredAt).ShouldBeInOrder();
            order.Movements.Sum(m => m.Amount).ShouldBe(0);
            order.Events<SubscriptionResumed>().Count.ShouldBe(movements.Contains("Resumed", StringComparison.Ordinal) ? 1 : 0);
        }
    }
}
