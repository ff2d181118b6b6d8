using Contracts.Conversions;
using FsCheck;
using FsCheck.Fluent;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>domain.md C12.</summary>
public sealed class MrrTests
{
    [Fact]
    public void A_year_for_2000_is_166_67_a_month() => Quotation(2000, unit: PeriodUnit.Year).Mrr.ShouldBe(166.67m);

    [Fact]
    public void A_week_counts_52_times_a_year() => Quotation(12, unit: PeriodUnit.Week).Mrr.ShouldBe(52m);

    [Fact]
    public void Dongs_have_no_fractions() => Quotation(1_000_000, unit: PeriodUnit.Year, currency: "VND").Mrr.ShouldBe(83_333);

    [Fact]
    public void Quantity_counts_and_one_offs_do_not() => Quotation(10, quantity: 3).Mrr.ShouldBe(30);

    [Fact]
    public void Churn_is_counted_when_the_subscription_ends_not_when_the_close_is_scheduled()
    {
        var order = Confirmed();
        order.Close(Decision(CloseWhen.Date, new DateOnly(2026, 2, 10)), Staff, Now);
        order.Movements.Select(m => m.Kind).ShouldBe([MrrMovementKind.New]);

        order.ApplyDueClose(Now.AddDays(20)).ShouldBeTrue();

        order.Movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 40m), (MrrMovementKind.Churn, -40m)]);
        order.Movements[1].OccurredAt.ShouldBe(CivilTime.StartOfDay(new DateOnly(2026, 2, 10), order.Customer.Zone));
    }

    /// <summary>Whatever happens to an order, allowed or refused, the ledger adds up to what it brings each month.</summary>
    [Fact]
    public void Movements_always_add_up() => Prop.ForAll(Histories.ToArbitrary(), history =>
    {
        var order = Quotation(history.Price, history.Quantity, history.Unit, history.Count, history.Currency);
        var now = Now;
        foreach (var step in history.Steps)
        {
            now = now.AddHours(step % 1000);
            Try(() => Act(order, step % 10, now));
            if (order.Movements.Sum(m => m.Amount) != (order.Stage is Stage.InProgress or Stage.ToRenew ? order.Mrr : 0))
            {
                return false;
            }
        }

        return order.Movements.All(m => Currencies.Round(m.Amount, m.Currency) == m.Amount);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static readonly Gen<History> Histories =
        from price in Gen.Choose(0, 100_000)
        from quantity in Gen.Choose(1, 50)
        from unit in Gen.Elements(PeriodUnit.Day, PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Year)
        from count in Gen.Choose(1, 10)
        from currency in Gen.Elements("EUR", "VND", "KWD")
        from steps in Gen.ListOf(Gen.Choose(0, 100_000))
        select new History(price, quantity, unit, count, currency, [.. steps]);

    private static void Act(Subscription order, int what, DateTimeOffset now)
    {
        switch (what)
        {
            case 0:
                order.Confirm(Staff, now);
                break;
            case 1:
                order.CancelQuotation(Staff, now);
                break;
            case 2:
                order.Close(Decision(), Staff, now);
                break;
            case 3:
                order.Close(Decision(CloseWhen.EndOfPeriod), Staff, now);
                break;
            case 4:
                order.UndoClose(Staff, now);
                break;
            case 5:
                order.ApplyDueClose(now);
                break;
            case 6:
                order.PauseFrom(null, Staff, now);
                break;
            case 7:
                order.Resume(Staff, now);
                break;
            case 8:
                order.PauseFrom(CivilTime.DateAt(now, order.Customer.Zone).AddDays(20), Staff, now);
                order.ApplyDueResume(now.AddDays(21));
                break;
            default:
                order.StartDuePeriod(now);
                break;
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (DomainException)
        {
            // What is not possible now changes nothing, as the sum shows.
        }
    }

    private sealed record History(decimal Price, int Quantity, PeriodUnit Unit, int Count, string Currency, int[] Steps)
    {
        public override string ToString() => $"{Quantity} x {Price} {Currency} for {Count} {Unit}: {string.Join(' ', Steps)}";
    }
}
