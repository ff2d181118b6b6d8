using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>A close that was taken back leaves no trace: of two orders with one history, the one that was closed for a while bills what the other one bills.</summary>
public sealed class UndoProperties
{
    private static readonly Gen<Case> Cases =
        from zone in Gen.Elements("UTC", "Europe/Warsaw", "Asia/Kolkata", "Pacific/Apia")
        from term in Gen.Elements(0, 0, 3)
        from renews in Gen.Elements(true, false)
        from billingDay in Gen.Elements(0, 0, 15)
        from change in Gen.Elements(-1, 0, 1, 2)
        from pause in Gen.Elements(0, 0, 0, 3)
        from when in Gen.Elements(CloseWhen.Now, CloseWhen.EndOfPeriod, CloseWhen.Date)
        from closedAt in Gen.Choose(1, 24 * 75)
        from openFor in Gen.Choose(1, 24 * 40)
        from closedFor in Gen.Choose(0, 71)
        select new Case(zone, new OrderTerms(0, term, renews && term > 0, 14, billingDay), change, pause, when, closedAt, openFor, closedFor);

    [Fact]
    public void An_undone_close_leaves_no_trace() => Prop.ForAll(Cases.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    private static bool Holds(Case c)
    {
        var (closed, other) = (Begun(c), Begun(c));
        var closedAt = Now.AddHours(c.ClosedAt);
        Work(closed, closedAt);
        Work(other, closedAt);
        if (closed.Stage == Stage.Churned || (closed.Stage == Stage.Paused && c.When == CloseWhen.EndOfPeriod))
        {
            return true;
        }

        var before = closed.EffectiveChange;
        closed.Close(c.Decision(closed, closedAt), Staff, closedAt);
        if (closed.CloseScheduled && c.When == CloseWhen.EndOfPeriod)
        {
            closed.EffectiveChange.ShouldBeNull("the close comes before the period that it waits for");
            closed.SuspendedChange.ShouldBe(before);
        }

        // The undo comes before the close takes effect, or less than 72 hours after.
        var effective = closed.Closing!.CloseAt;
        var undoneAt = effective.AddHours(c.ClosedFor) < closedAt.AddHours(c.OpenFor) ? effective.AddHours(c.ClosedFor) : closedAt.AddHours(c.OpenFor);
        undoneAt = undoneAt < effective.AddHours(71) ? undoneAt : effective.AddHours(71);
        Work(closed, undoneAt);
        if (closed.Closing is null or { AtEndOfTerm: true })
        {
            // The term was over before.
            return true;
        }

        closed.UndoClose(Staff, undoneAt);
        Work(closed, undoneAt);
        Work(other, undoneAt);

        Facts(closed).ShouldBe(Facts(other));
        (closed.PendingChange is null).ShouldBe(other.PendingChange is null);
        if (closed.Stage == Stage.Churned)
        {
            // The term has ended meanwhile, and with it the order, once more.
            return true;
        }

        closed.SuspendedChange.ShouldBeNull();
        NeverBelowZero(closed);
        var later = undoneAt.AddDays(100);
        Work(closed, later);
        Work(other, later);
        Facts(closed).ShouldBe(Facts(other));
        NeverBelowZero(closed);
        return true;
    }

    private static Subscription Begun(Case c)
    {
        var order = Quotation(40, quantity: 3, timeZone: c.Zone, agreed: c.Terms);
        order.Confirm(Staff, Now);
        if (c.Change >= 0)
        {
            var plan = c.Change > 0 && c.Terms.TermPeriods == 0
                ? new PlanOffer(Guid.Empty, new Dictionary<string, string> { ["en"] = "Other" }, c.Change == 1 ? new BillingPeriod(PeriodUnit.Month, 1, PeriodCalendar.Persian) : new BillingPeriod(PeriodUnit.Week, 1, PeriodCalendar.Gregorian), 7.77m, "")
                : null;
            order.Change(new ChangeDecision(plan, 2, ChangeWhen.EndOfPeriod), Staff, Now.AddHours(1));
        }

        if (c.Pause > 0)
        {
            order.PauseFrom(CivilTime.DateAt(Now, order.Customer.Zone).AddDays(c.Pause * 10), Staff, Now.AddHours(2));
        }

        return order;
    }

    /// <summary>All that an order is and has billed.</summary>
    private static string Facts(Subscription order) => string.Join(
        '\n',
        order.Events<PeriodStarted>().Select(p => $"{p.PeriodIndex} {p.PeriodStart:O} {p.PeriodEnd:O} {p.FullPeriodDays} days {p.Lines.Sum(l => l.Quantity * l.UnitPrice)} less {p.Discount?.Code}")
            .Append($"{order.Stage} {order.CurrentPeriod} {order.NextInvoiceAt:O} {order.TermEnd:O} {order.TermDueAt:O} {order.ResumeDueAt:O}")
            .Append($"{order.PlanTerms.PlanName["en"]} {order.PlanTerms.Quantity} {order.PlanTerms.UnitPrice} {order.LiveMrr} {order.Movements.Sum(m => m.Amount)}")
            .Append($"{order.EffectiveChange?.PlanName["en"]} {order.EffectiveChange?.Quantity} {order.EffectiveChange?.DecidedAt:O} {order.PendingChangeDate:O}"));

    /// <summary>At no moment do the movements up to it say that an order brings less than nothing.</summary>
    private static void NeverBelowZero(Subscription order)
    {
        var sum = 0m;
        foreach (var moment in order.Movements.GroupBy(m => m.OccurredAt).OrderBy(g => g.Key))
        {
            sum += moment.Sum(m => m.Amount);
            sum.ShouldBeGreaterThanOrEqualTo(0, $"at {moment.Key:u}");
        }
    }

    /// <summary>What the service's loop does, in its order.</summary>
    private static void Work(Subscription order, DateTimeOffset now)
    {
        bool worked;
        do
        {
            worked = order.ApplyDueClose(now) | order.ApplyDueResume(now) | order.AdvanceTerm(AtEndOfTerm, now) | order.StartDuePeriod(now);
        }
        while (worked);
    }

    /// <param name="Change">-1: none is pending; 0: another quantity; 1: another plan too; 2: one of a shorter period.</param>
    /// <param name="Pause">Tens of days; 0: none.</param>
    /// <param name="ClosedAt">Hours from the confirmation to the close.</param>
    /// <param name="OpenFor">Hours at most from the close to its undo.</param>
    /// <param name="ClosedFor">Hours at most from the moment at which it takes effect.</param>
    private sealed record Case(string Zone, OrderTerms Terms, int Change, int Pause, CloseWhen When, int ClosedAt, int OpenFor, int ClosedFor)
    {
        public CloseDecision Decision(Subscription order, DateTimeOffset at)
        {
            var day = CivilTime.DateAt(at, order.Customer.Zone).AddDays(12);
            // No close on a date lies after a term.
            return Drafts.Decision(When == CloseWhen.Date && order.TermEnd <= day && !Terms.RenewsByItself ? CloseWhen.Now : When, day);
        }
    }
}
