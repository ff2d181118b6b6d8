using System.Globalization;
using Subscriptions.Orders;
using Subscriptions.Time;

namespace Subscriptions.Reconciliation;

/// <summary>What holds for every order at every moment; each rule that is broken says what it expected and what is there.</summary>
internal static class OrderRules
{
    /// <summary>Due work may wait for a process that is down; not this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <param name="order">Whole: with customer, lines and movements.</param>
    public static IEnumerable<(string Rule, string Detail)> BrokenBy(Subscription order, DateTimeOffset now) =>
        Ledger(order).Concat(Discounts(order)).Concat(NextInvoice(order, now)).Concat(Close(order, now)).Concat(Credit(order, now)).Concat(Term(order, now));

    private static IEnumerable<(string Rule, string Detail)> Ledger(Subscription order)
    {
        var expected = order.LiveMrr;
        var booked = order.Movements.Sum(m => m.Amount);
        if (booked != expected)
        {
            yield return ("MRR_LEDGER", Text($"The movements add up to {booked} {order.Currency}, not to {expected}."));
        }
    }

    private static IEnumerable<(string Rule, string Detail)> Discounts(Subscription order)
    {
        foreach (var (one, other) in order.Discounts.Zip(order.Discounts.Skip(1)).Where(pair => pair.First.Overlaps(pair.Second.FirstPeriod, pair.Second.EndPeriod)))
        {
            yield return ("DISCOUNTS_OVERLAP", Text($"Coupons {one.Code} and {other.Code} are both for period {other.FirstPeriod}."));
        }
    }

    private static IEnumerable<(string Rule, string Detail)> NextInvoice(Subscription order, DateTimeOffset now)
    {
        if (order.Stage is not (Stage.InProgress or Stage.ToRenew))
        {
            if (order.NextInvoiceAt is { } unexpected)
            {
                yield return ("NEXT_INVOICE_UNEXPECTED", Text($"It is {order.Stage.Code()}, and a period is due at {unexpected:u}."));
            }

            yield break;
        }

        var next = CivilTime.StartOfDay(order.PeriodStart(order.PeriodIndex + 1), order.Customer.Zone);
        if (order.NextInvoiceAt is not { } at)
        {
            var closesBefore = order.CloseScheduled && order.Closing!.CloseAt <= next;
            if (!closesBefore && !order.IsBeyondTerm(order.PeriodIndex + 1))
            {
                yield return ("NEXT_INVOICE_MISSING", Text($"Period {order.PeriodIndex + 1} should start at {next:u}, and none is due."));
            }

            yield break;
        }

        if (at != next)
        {
            yield return ("NEXT_INVOICE_DATE", Text($"Period {order.PeriodIndex + 1} should start at {next:u}, and is due at {at:u}."));
        }

        if (at < now - Patience)
        {
            yield return ("NEXT_INVOICE_LATE", Text($"Period {order.PeriodIndex + 1} is due since {at:u}."));
        }
    }

    private static IEnumerable<(string Rule, string Detail)> Close(Subscription order, DateTimeOffset now)
    {
        if (order.Stage == Stage.Churned && order.Closing is null)
        {
            yield return ("CLOSE_STATE", "It is churned, and nothing says why and since when.");
        }

        var expected = order.CloseScheduled ? order.Closing!.CloseAt : (DateTimeOffset?)null;
        if (order.CloseDueAt != expected)
        {
            yield return ("CLOSE_STATE", Text($"It should close at {Moment(expected)}, and is due to at {Moment(order.CloseDueAt)}."));
        }
        else if (expected < now - Patience)
        {
            yield return ("CLOSE_STATE", Text($"It should have closed at {Moment(expected)}, and is still {order.Stage.Code()}."));
        }
    }

    private static IEnumerable<(string Rule, string Detail)> Credit(Subscription order, DateTimeOffset now)
    {
        if (order.CreditDueAt is not { } due)
        {
            yield break;
        }

        if (order.Stage != Stage.Churned || order.Closing?.UndoUntil != due)
        {
            yield return ("CLOSE_CREDIT", Text($"What its close credits is due at {due:u}, and its undo ends at {Moment(order.Closing?.UndoUntil)}."));
        }
        else if (due < now - Patience)
        {
            yield return ("CLOSE_CREDIT", Text($"What its close credits is due since {due:u}."));
        }
    }

    private static IEnumerable<(string Rule, string Detail)> Term(Subscription order, DateTimeOffset now)
    {
        var expected = order.NextTermStep() is { } day ? CivilTime.StartOfDay(day, order.Customer.Zone) : (DateTimeOffset?)null;
        if (order.TermDueAt != expected)
        {
            yield return ("TERM_STATE", Text($"The next step of its term should be at {Moment(expected)}, and is due at {Moment(order.TermDueAt)}."));
        }
        else if (expected < now - Patience)
        {
            yield return ("TERM_STATE", Text($"The next step of its term is due since {Moment(expected)}."));
        }

        if (order.NextInvoiceAt is not null && order.IsBeyondTerm(order.PeriodIndex + 1))
        {
            yield return ("TERM_STATE", Text($"A period is due at {order.NextInvoiceAt:u}, beyond the term."));
        }
    }

    private static string Moment(DateTimeOffset? at) => at is { } instant ? Text($"{instant:u}") : "no time";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
