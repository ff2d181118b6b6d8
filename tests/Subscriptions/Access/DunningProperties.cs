using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Access;
using Subscriptions.CloseReasons;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;

namespace Subscriptions.Tests.Access;

/// <summary>Whatever happens in a case, and in whatever order, late and repeated, it is heard of.</summary>
public sealed class DunningProperties
{
    private static readonly string[] Zones = ["UTC", "Europe/Rome", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"];
    private static readonly CloseDecision Unpaid = Drafts.Decision() with { ReasonCode = SystemCloseReasons.Unpaid };

    private static readonly Gen<History> Histories =
        from zone in Gen.Elements(Zones)
        from noticed in Gen.Choose(0, 4)
        from bounced in Gen.Elements(0, 0, 1, 2, 3)
        from final in Gen.Choose(0, 2)
        from restricts in Gen.Elements(true, true, false)
        from paused in Gen.Elements(0, 0, 0, 1, 2)
        from exhausted in Gen.Elements("", "close", "close", "keep")
        from resolved in Gen.Elements("", "", "paid", "by_staff")
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new History(zone, noticed, bounced, final, restricts, paused, exhausted, resolved, seed);

    [Fact]
    public void Every_order_of_the_same_events_leaves_the_same_record_and_the_same_restriction() => Prop.ForAll(Histories.ToArbitrary(), history =>
    {
        var (events, order) = Of(history);
        var now = Now.AddDays(60);
        var expected = Play(order, events.Select(e => (e, now)), now);
        var actual = Play(Order(history), Shuffled(events, history.Seed).Select(e => (e, now)), now);

        actual.Facts.ShouldBe(expected.Facts);
        // A close is not taken back by what is heard of later; staff may.
        if (history.Exhausted != "close" || (history.Resolved == "" && history.Bounced == 0 && history.Paused == 0))
        {
            actual.End.ShouldBe(expected.End);
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void Nothing_is_interrupted_before_a_notice_was_delivered_and_its_day_has_come() => Prop.ForAll(Histories.ToArbitrary(), history =>
    {
        var (events, order) = Of(history);
        var random = new Random(history.Seed);
        var late = events.Concat(events)
            .Select(e => (e, At: e.OccurredAt + TimeSpan.FromHours(random.Next(4) == 0 ? random.Next(500) : 0)))
            .OrderBy(e => e.At).ThenBy(_ => random.Next());
        Play(order, late, Now.AddDays(60));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    private static Subscription Order(History history)
    {
        var order = Quotation(timeZone: history.Zone);
        order.Confirm(SomeEvents.Staff, Now);
        return order;
    }

    private static (List<Reported> Events, Subscription Order) Of(History history)
    {
        var order = Order(history);
        var reported = new CaseEvents(Guid.Empty, order.Customer.ForEvents());
        var (mail, finalMail, today) = (Guid.CreateVersion7(), Guid.CreateVersion7(), CivilTime.DateAt(Now, order.Customer.Zone));
        List<IEvent> events = [reported.Started(Now), reported.Mail(Now), reported.Delivered(Guid.CreateVersion7(), Now.AddMinutes(1), "payment_failed_1")];
        if (history.Noticed > 0)
        {
            events.Add(reported.Notice(Now.AddDays(11), today.AddDays(14), today.AddDays(21)));
        }

        if (history.Noticed > 1)
        {
            events.Add(reported.Delivered(mail, Now.AddDays(11).AddMinutes(1)));
        }

        if (history.Bounced > 0)
        {
            events.Add(reported.Bounced(mail, Now.AddDays(10 + history.Bounced)));
        }

        if (history.Bounced > 2)
        {
            events.Add(reported.Delivered(mail, Now.AddDays(11).AddMinutes(1), reported: Now.AddDays(13).AddHours(1)));
        }

        if (history.Restricts)
        {
            events.Add(reported.Restrict(Now.AddDays(14)));
        }

        if (history.Final > 0)
        {
            events.Add(reported.Notice(Now.AddDays(18), history.Final > 1 ? today.AddDays(20) : null, today.AddDays(22), "final_notice"));
            events.Add(reported.Delivered(finalMail, Now.AddDays(18).AddMinutes(1), "final_notice"));
        }

        if (history.Paused > 0)
        {
            events.Add(reported.Changed(Now.AddDays(12), "paused"));
        }

        if (history.Paused > 1)
        {
            events.Add(reported.Changed(Now.AddDays(13), "resumed"));
        }

        if (history.Exhausted.Length > 0)
        {
            events.Add(reported.Exhausted(Now.AddDays(21), history.Exhausted));
        }

        if (history.Resolved.Length > 0)
        {
            events.Add(reported.Resolved(Now.AddDays(5 + (history.Seed % 25)), history.Resolved));
        }

        // The bank takes back what was paid, and in some it is paid again.
        if (history.Resolved == "paid" && history.Seed % 3 > 0)
        {
            events.Add(reported.RecoveryLost(Now.AddDays(31)));
        }

        if (history.Resolved == "paid" && history.Seed % 3 > 1)
        {
            events.Add(reported.Resolved(Now.AddDays(33)));
        }

        return ([.. events.Select(e => new Reported(e))], order);
    }

    private static IEnumerable<Reported> Shuffled(List<Reported> events, int seed)
    {
        var random = new Random(seed);
        return events.Concat(events).OrderBy(_ => random.Next());
    }

    /// <summary>Hears of each at its moment, does what is due in between, and looks at every interruption when it happens.</summary>
    private static (string Facts, string End) Play(Subscription order, IEnumerable<(Reported Event, DateTimeOffset At)> received, DateTimeOffset end)
    {
        var record = DunningRecord.Create(Guid.CreateVersion7(), Now);
        var known = new List<IEvent>();
        var seen = 0;
        foreach (var (reported, at) in received)
        {
            for (; record.NextCheckAt is { } due && due <= at; Look(due))
            {
            }

            known.Add(reported.Event);
            record.Note(reported.For(order), at);
            Look(at);
        }

        for (; record.NextCheckAt is { } due && due <= end; Look(due))
        {
        }

        return (Facts(record), $"{order.Stage} {order.Restriction is not null}");

        void Look(DateTimeOffset now)
        {
            record.ActOn(order, Unpaid, now);
            (record.NextCheckAt <= now).ShouldBeFalse("what is due is done");
            var raised = order.Events<SubscriptionEvent>();
            foreach (var e in raised.Skip(seen).Where(e => e is SubscriptionRestricted or SubscriptionClosed))
            {
                IsFair(known, order.Customer.Zone, e is SubscriptionClosed, now);
                known.ShouldNotContain(k => k is DunningResolved, "a resolved case does nothing");
            }

            seen = raised.Count;
            // Asked again, it has nothing to do.
            var count = order.EventCount;
            record.ActOn(order, Unpaid, now);
            order.EventCount.ShouldBe(count);
        }
    }

    private static void IsFair(List<IEvent> known, TimeZoneInfo zone, bool close, DateTimeOffset now)
    {
        // The newest notice of what happens, whose own mail was accepted before the day that it names.
        var notice = known.OfType<DunningStepDue>().Where(s => s.Step == "notice" && (close || s.RestrictDate is not null)).MaxBy(s => s.OccurredAt)!;
        var begins = CivilTime.StartOfDay(close ? notice.FinalDate : notice.RestrictDate!.Value, zone);
        begins.ShouldBeLessThanOrEqualTo(now);
        known.OfType<NoticeDelivered>().ShouldContain(d => d.CauseId == notice.EventId && d.SentAt < begins
            && !known.OfType<NoticeBounced>().Any(b => b.AggregateId == d.AggregateId && b.OccurredAt >= d.OccurredAt));
    }

    private static string Facts(DunningRecord r) =>
        $"{r.OpenedAt:O} {r.Cause} {r.RestrictDate:O} {r.FinalDate:O} {r.RestrictAskedAt:O} {r.ExhaustedAt:O} {r.FinalAction} {r.ResolvedAt:O} {r.Resolution} {r.RecoveredAt:O} {r.RecoveryLostAt:O} {r.Paused} {r.MessagesSent} "
        + string.Join(' ', r.Notices.OrderBy(n => n.At).Select(n => $"{n.At:O} {n.RestrictDate:O} {n.FinalDate:O}"))
        + string.Join(' ', r.Mails.OrderBy(m => m.Id).Select(m => $"{m.Template} {m.SentAt:O} {m.DeliveredAt:O} {m.BouncedAt:O}"));

    /// <summary>The order gets its id when it is made: an event about it is told as about that one.</summary>
    private sealed record Reported(IEvent Event)
    {
        public DateTimeOffset OccurredAt => Event.OccurredAt;

        public IEvent For(Subscription order)
        {
            var source = Subject.Subscription(order.Id, order.Number, order.PlanName);
            return Event switch
            {
                DunningStarted e => e with { Source = source },
                DunningStepDue e => e with { Source = source },
                DunningCaseChanged e => e with { Source = source },
                DunningResolved e => e with { Source = source },
                DunningExhausted e => e with { Source = source },
                DunningRecoveryLost e => e with { Source = source },
                _ => Event,
            };
        }
    }

    private sealed record History(string Zone, int Noticed, int Bounced, int Final, bool Restricts, int Paused, string Exhausted, string Resolved, int Seed);
}
