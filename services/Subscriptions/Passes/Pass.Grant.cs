using System.Globalization;
using Contracts.Events;
using ServiceDefaults.Access;
using Subscriptions.Customers;

namespace Subscriptions.Passes;

/// <summary>Passes that billing periods bring: they begin with their period, and go with their subscription.</summary>
public sealed partial class Pass
{
    /// <summary>Where it comes from; null where it was sold.</summary>
    public PassGrant? Grant { get; private init; }

    /// <summary>A pass that a period brings to its subscriber. It costs nothing: the subscription's invoice pays it.</summary>
    /// <param name="serial">Its number: 8 for P00008.</param>
    internal static Pass Granted(int serial, Customer client, GrantedPass granted, DateTimeOffset now)
    {
        var (template, terms) = (granted.Template, granted.Terms);
        var pass = new Pass
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            Serial = serial,
            Number = string.Create(CultureInfo.InvariantCulture, $"P{serial:D5}"),
            CustomerId = client.Id,
            Customer = client,
            TemplateId = template.Id,
            TemplateName = template.Name,
            TemplateSort = Sorted(template.Name["en"]),
            ClassTypeName = template.ClassTypeName,
            Terms = terms,
            State = PassState.Active,
            Currency = client.Currency,
            SellerKind = Caller.System.Kind,
            SellerId = Caller.System.Id,
            SellerName = Caller.System.Name,
            TotalClasses = terms.Classes,
            Grant = granted.Grant,
        };
        pass._holders.Add(PassHolder.Create(pass.Id, client, 1));
        pass.SetSearchText();
        pass.Post(new PassChange(PassEntryKind.Grant, terms.Classes, granted.Grant.SubscriptionNumber), Caller.System, now);
        if (terms.Start == PassStart.Sale)
        {
            pass.Begin(granted.Grant.PeriodStart, now);
        }

        pass.Raise(new PassGranted(
            Guid.CreateVersion7(), pass.Id, Caller.System, now, pass.SubjectForEvents(), client.ForEvents(), pass.ForEvents(),
            Subject.WithoutName(SubjectKinds.Subscription, granted.Grant.SubscriptionId, granted.Grant.SubscriptionNumber),
            granted.Grant.PeriodStart, granted.Grant.PeriodEnd, template.Id, terms.Classes));
        pass.Schedule();
        return pass;
    }

    /// <summary>Is over where its subscription is closed, and stands still while that is paused.</summary>
    internal void Follow(GrantingOrder order, DateTimeOffset now)
    {
        Advance(now);
        if (order.EndDate is { } end)
        {
            EndWithOrder(end, order.StageSequence, now);
        }
        else if (order.PauseDate is { } pause)
        {
            StandStill(pause, now);
        }
    }

    /// <summary>The close that has ended it was taken back: it is as it was, and over where its end has come meanwhile.</summary>
    /// <param name="sequence">Of the event that took it back.</param>
    internal void ComeBack(int sequence, DateTimeOffset now)
    {
        if (State != PassState.Expired || !(Grant!.ClosedBy < sequence))
        {
            return;
        }

        // One that had not begun may have begun since, by a visit that was entered late.
        var (closed, restored, end) = (EndDate, LapsedClasses, Grant.OldEnd ?? (StartDate is { } start ? Terms.Validity.EndFrom(start) : null));
        var (freeze, closeDay) = (Grant.EndedFreeze, FinishedOn!.Value);
        LapsedClasses = 0;
        Revive();
        MoveEnd(end, Today(now));
        if (restored == 0)
        {
            // The last class was entered after the close.
            Finish(PassState.UsedUp, Today(now), now);
            RemindDate = null;
        }

        Post(new PassChange(PassEntryKind.Extend, restored) { OldEnd = closed, NewEnd = end }, Caller.System, now);
        Raise(new PassExtended(
            Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), PassState.Expired.Code(), closed, 0, restored, "", null, SendMail: false));
        if (freeze is not null && State == PassState.Active)
        {
            FreezeAgain(freeze, DaysOf(freeze, closeDay), now);
        }

        Advance(now);
    }

    /// <summary>The pause in which it stood still is over: its end has moved by as many days.</summary>
    /// <param name="day">First day of service again.</param>
    internal void GoOn(DateOnly day, DateTimeOffset now)
    {
        if (Freeze is { ByOrder: true } freeze)
        {
            Thaw(Math.Max(0, day.DayNumber - freeze.Start.DayNumber), Caller.System, now);
            Advance(now);
        }
    }

    /// <summary>Another period has begun before its own was over: it is over with that day, unless its end was moved by itself.</summary>
    internal void EndBefore(StartedPeriod next, DateTimeOffset now)
    {
        Advance(now);
        if (State != PassState.Active || !Grant!.EndsWithPeriod || Grant.PeriodIndex >= next.Index || EndDate != Grant.PeriodEnd || EndDate <= next.Start)
        {
            return;
        }

        Grant.CutGrace();
        if (next.Start <= StartDate)
        {
            EndAt(next.Start, now);
            return;
        }

        MoveEnd(next.Start, Today(now));
        Post(new PassChange(PassEntryKind.Extend) { OldEnd = Grant.PeriodEnd, NewEnd = EndDate }, Caller.System, now);
        Advance(now);
    }

    private void EndWithOrder(DateOnly day, int sequence, DateTimeOffset now)
    {
        if (State is not (PassState.Active or PassState.Frozen))
        {
            return;
        }

        var freeze = EndOwnFreeze(day, now);
        Grant!.Close(sequence, EndDate, freeze);
        EndAt(day, now);
    }

    /// <summary>Is over before its time, from a day on. One that is over on its first day has that as its last one, too, and is of no use on it any more.</summary>
    private void EndAt(DateOnly day, DateTimeOffset now)
    {
        var (old, lapsed) = (EndDate, RemainingClasses);
        EndDate = StartDate is not { } start || old <= day ? old : day > start ? day : start.AddDays(1);
        (Freeze, RemindDate, LapsedClasses) = (null, null, lapsed);
        Finish(PassState.Expired, day, now);
        Post(new PassChange(PassEntryKind.Expire, -lapsed) { OldEnd = old, NewEnd = EndDate }, Caller.System, now);
        Raise(new PassExpired(Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), lapsed));
        Schedule();
    }

    /// <summary>A freeze that is not its subscription's is over with a day; what was to come of it does not move the end.</summary>
    /// <returns>That freeze, as it was; null where there was none.</returns>
    private PassFreeze? EndOwnFreeze(DateOnly day, DateTimeOffset now)
    {
        if (Freeze is not { ByOrder: false } own || State is not (PassState.Active or PassState.Frozen))
        {
            return null;
        }

        Thaw(DaysOf(own, day), Caller.System, now);
        return own;
    }

    /// <summary>How long a freeze lasts that is over with a day.</summary>
    private static int DaysOf(PassFreeze freeze, DateOnly day)
    {
        var lasted = Math.Max(0, day.DayNumber - freeze.Start.DayNumber);
        return freeze.End is null ? lasted : Math.Min(lasted, freeze.KnownDays);
    }

    /// <summary>A freeze that the close had ended goes on as if it had never been ended.</summary>
    /// <param name="lasted">Days that it was ended after, by which it has moved the end.</param>
    private void FreezeAgain(PassFreeze freeze, int lasted, DateTimeOffset now)
    {
        var old = EndDate;
        Freeze = freeze.Copy();
        CustomerFreezeDays += freeze.ByCustomer ? freeze.KnownDays - lasted : 0;
        MoveEnd(EndDate!.Value.AddDays(freeze.KnownDays - lasted), Today(now));
        Post(
            new PassChange(PassEntryKind.Freeze, 0, freeze.Reason) { OldEnd = old, NewEnd = EndDate, FreezeStart = freeze.Start, FreezeEnd = freeze.End },
            Caller.System, now);
        State = freeze.Start <= Today(now) ? PassState.Frozen : State;
        Raise(new PassFrozen(
            Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), freeze.Start, freeze.End, freeze.Reason));
    }

    private void StandStill(DateOnly day, DateTimeOffset now)
    {
        // One freeze at a time: what runs, or was to, gives way to the pause.
        EndOwnFreeze(day, now);
        if (State != PassState.Active || FreezeDenial is not null || day >= EndDate)
        {
            return;
        }

        var first = day > StartDate ? day : StartDate!.Value;
        Freeze = PassFreeze.OfOrder(first, Caller.System);
        State = first <= Today(now) ? PassState.Frozen : State;
        Post(new PassChange(PassEntryKind.Freeze) { OldEnd = EndDate, NewEnd = EndDate, FreezeStart = first }, Caller.System, now);
        Raise(new PassFrozen(Guid.CreateVersion7(), Id, Caller.System, now, SubjectForEvents(), Customer.ForEvents(), ForEvents(), first, null, ""));
        Schedule();
    }
}

/// <summary>What a period brings.</summary>
/// <param name="Terms">The template's, with the beginning and the end that they have here.</param>
internal sealed record GrantedPass(PassTemplate Template, PassTerms Terms, PassGrant Grant);
