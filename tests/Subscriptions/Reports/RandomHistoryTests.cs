using Contracts.Common.V1;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Reports;

/// <summary>Orders that are made, confirmed, paused, changed, closed, scheduled to close, kept after all, brought back, renewed and discounted, on days that chance picks.</summary>
public sealed class RandomHistoryTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Rome", "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland"];

    [Fact]
    public void Movements_add_up_to_the_MRR_and_months_chain() =>
        Prop.ForAll(Histories.ToArbitrary(), history => Holds(history).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    private static readonly Gen<History> Histories =
        from zone in Gen.Elements(Zones)
        from steps in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 25)
        select new History(zone, steps);

    private static readonly string[] Codes = ["FOREVER", "TWICE", "ONCE"];

    private static async Task<bool> Holds(History history)
    {
        await using var service = await SubscriptionsUnderTest.Start(now: "2026-01-15T10:00:00Z");
        var customer = await service.Customer(timeZone: history.Zone);
        Contracts.Plans.V1.Plan[] plans = [await service.Plan(33.33m), await service.Plan(2000, unit: IntervalUnit.Year), await service.Plan(7, unit: IntervalUnit.Week),
            await service.Plan(25, terms: new BillingTerms { TermPeriods = 2, RenewNoticeDays = 20 }), await service.Plan(60, terms: new BillingTerms { TrialDays = 10, BillingDay = 31 })];
        await service.Coupon(Codes[0], basisPoints: 3333);
        await service.Coupon(Codes[1], basisPoints: 5000, periods: 2);
        await service.Coupon(Codes[2], amount: 7.77m, periods: 1);
        var orders = new List<Wire.Subscription>();
        foreach (var step in history.Steps)
        {
            service.Clock.Advance(TimeSpan.FromHours(step % 400));
            await service.Host.RunDueWork<SubscriptionsDb>();
            if (orders.Count == 0 || step % 3 == 0)
            {
                Date? ahead = step % 2 == 0 ? null : Date.From(DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(step % 90));
                orders.Add(await service.Quotation(customer, plans[step / 3 % plans.Length], ahead));
            }

            await Act(service, orders[step / 7 % orders.Count].Id, step / 11 % 15, plans[step / 13 % plans.Length].Id, 1 + (step % 3));
        }

        await service.Host.RunDueWork<SubscriptionsDb>();
        var report = await service.Reports.GetMrrReportAsync(new() { CurrencyCode = "EUR", FirstMonth = new Date { Year = 2026, Month = 1, Day = 1 }, TimeZone = history.Zone });
        var (mrr, running, paused, closed) = await service.Host.Read<SubscriptionsDb, (decimal, int, int, int)>(async db =>
        {
            // What has not begun counts for nothing: neither a trial nor what starts later, nor either that is closed before.
            var all = (await db.Subscriptions.Include(s => s.Lines).ToListAsync()).Where(s => s.PeriodIndex >= 0).ToList();
            var run = all.Where(s => s.Stage is Stage.InProgress or Stage.ToRenew).ToList();
            return (run.Sum(s => s.Mrr), run.Count, all.Count(s => s.Stage == Stage.Paused), all.Count(s => s.Stage == Stage.Churned));
        });
        (await service.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();

        report.Months[0].Opening.ToDecimal().ShouldBe(0);
        foreach (var (month, next) in report.Months.Zip(report.Months.Skip(1)))
        {
            next.Opening.ShouldBe(month.Closing);
        }

        foreach (var month in report.Months)
        {
            new[] { month.Opening, month.New, month.Expansion, month.Contraction, month.Churn, month.Reactivation, month.Paused, month.Resumed, month.Reversed }
                .Sum(amount => amount.ToDecimal()).ShouldBe(month.Closing.ToDecimal());
            (month.Churn.ToDecimal(), month.Reversed.ToDecimal()).ShouldSatisfyAllConditions(m => m.Item1.ShouldBeLessThanOrEqualTo(0), m => m.Item2.ShouldBeGreaterThanOrEqualTo(0));
            month.GrossChurnRateBasisPoints.ShouldBeGreaterThanOrEqualTo(0);
        }

        var last = report.Months[^1];
        var retention = await service.Reports.GetRetentionReportAsync(new() { CurrencyCode = "EUR", FirstMonth = report.Months[0].Month, TimeZone = history.Zone });
        retention.Cohorts.Sum(cohort => cohort.Size).ShouldBe(last.ActiveCount + last.PausedCount + last.ChurnedCount);
        retention.Cohorts.Where(cohort => cohort.Size > 0).Sum(cohort => cohort.Cells[^1].KeptCount).ShouldBe(last.ActiveCount + last.PausedCount);
        (last.Closing.ToDecimal(), last.ActiveCount, last.PausedCount, last.ChurnedCount).ShouldBe((mrr, running, paused, closed));
        return true;
    }

    private static async Task Act(SubscriptionsUnderTest service, string id, int what, string plan, int quantity)
    {
        try
        {
            switch (what)
            {
                case 0 or 1:
                    await service.Orders.ConfirmSubscriptionAsync(new() { Id = id });
                    break;
                case 2:
                    await service.Orders.CloseSubscriptionAsync(new() { Id = id, ReasonText = "Moved" });
                    break;
                case 3:
                    await service.Orders.CloseSubscriptionAsync(new() { Id = id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod });
                    break;
                case 4:
                    await service.Orders.PauseSubscriptionAsync(new() { Id = id });
                    break;
                case 5:
                    await service.Orders.ResumeSubscriptionAsync(new() { Id = id });
                    break;
                case 6:
                    await service.Orders.ReactivateSubscriptionAsync(new() { Id = id });
                    break;
                case 7:
                    await service.Orders.RenewSubscriptionAsync(new() { Id = id });
                    break;
                case 8:
                    await service.Orders.ChangeSubscriptionAsync(new() { Id = id, Quantity = quantity, When = (Wire.ChangeWhen)(quantity % 3) });
                    break;
                case 9 or 10:
                    await service.Orders.ChangeSubscriptionAsync(new() { Id = id, PlanId = plan, Quantity = quantity, When = (Wire.ChangeWhen)(quantity % 3) });
                    break;
                case 11 or 12:
                    await service.Orders.ApplyCouponAsync(new() { Id = id, Code = Codes[quantity - 1] });
                    break;
                case 13:
                    await service.Orders.RemoveCouponAsync(new() { Id = id, DiscountId = (await service.Orders.GetSubscriptionAsync(new() { Id = id })).Discounts.LastOrDefault()?.Id ?? "" });
                    break;
                default:
                    await service.Orders.UndoCloseSubscriptionAsync(new() { Id = id });
                    break;
            }
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition or StatusCode.Aborted or StatusCode.InvalidArgument)
        {
            // What is not possible now, or came second, changes nothing, as the sums show.
        }
    }

    private sealed record History(string Zone, int[] Steps)
    {
        public override string ToString() => $"{Zone}: {string.Join(' ', Steps)}";
    }
}
