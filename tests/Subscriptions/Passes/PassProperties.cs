using FsCheck;
using FsCheck.Fluent;
using ServiceDefaults.Errors;
using Subscriptions.Passes;
using Subscriptions.Time;
using static Subscriptions.Tests.Passes.SomePasses;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Passes;

/// <summary>
/// Whatever happens to a pass, on days that chance picks: its ledger explains what is left, nothing is below zero, what was used is what visits have used, and
/// what is refused changes nothing (domain.md C13).
/// </summary>
public sealed class PassProperties
{
    private static readonly Contracts.Events.EventActor Ada = SomeEvents.Customer().AsActor();

    private static readonly string[] Zones = ["UTC", "Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Asia/Tehran", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago"];

    private static readonly Gen<Life> Some =
        from zone in Gen.Elements(Zones)
        from unit in Gen.Elements(PassValidityUnit.None, PassValidityUnit.Day, PassValidityUnit.Week, PassValidityUnit.Month, PassValidityUnit.Month)
        from count in Gen.Choose(1, 3)
        from classes in Gen.Elements(1, 2, 8, 30)
        from grace in Gen.Elements(0, 0, 5, 30)
        from start in Gen.Elements(PassStart.Sale, PassStart.Sale, PassStart.FirstVisit)
        from price in Gen.Elements(0m, 40m, 100m, 99.99m)
        from steps in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 40)
        select new Life(zone, Terms(classes, unit, unit == PassValidityUnit.None ? 0 : count, grace, start), price, steps);

    [Fact]
    public void The_ledger_explains_what_is_left() => Prop.ForAll(Some.ToArbitrary(), life => Holds(life, Sold(life.Terms, Client(zone: life.Zone), life.Price)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    /// <summary>Also where it is paused, closed and taken back with the subscription that has brought it.</summary>
    [Fact]
    public void The_ledger_of_a_granted_pass_explains_what_is_left() => Prop.ForAll(Some.ToArbitrary(), life => Holds(life, Granted(life.Terms, Client(zone: life.Zone))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Fact]
    public void Of_several_passes_the_one_that_is_over_first_is_used() =>
        Prop.ForAll(Gen.ArrayOf(Some, 4).ToArbitrary(), FirstIsUsed).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool Holds(Life life, Pass pass)
    {
        var visits = new List<Visit>();
        foreach (var now in Live(life, pass, visits))
        {
            Explained(pass, visits, now);
        }

        return true;
    }

    private static void Explained(Pass pass, List<Visit> visits, DateTimeOffset now)
    {
        pass.RemainingClasses.ShouldBe(pass.Entries.Sum(e => e.Classes), $"the ledger's sum at {now:u}");
        pass.RemainingClasses.ShouldBeGreaterThanOrEqualTo(0);
        pass.LapsedClasses.ShouldBeGreaterThanOrEqualTo(0);
        pass.CustomerFreezeDays.ShouldBeInRange(0, pass.Terms.MaximumFreezeDays);
        pass.UsedClasses.ShouldBe(visits.Sum(v => v.Classes), $"what visits have used at {now:u}");
        pass.TotalClasses.ShouldBe(pass.Terms.Classes + pass.Entries.Where(e => e.Kind == PassEntryKind.Bonus).Sum(e => e.Classes));
        pass.Entries.Select(e => e.Position).ShouldBe(Enumerable.Range(1, pass.EntryCount));
        var balance = 0;
        foreach (var entry in pass.Entries)
        {
            entry.Balance.ShouldBe(balance += entry.Classes);
            entry.Balance.ShouldBeGreaterThanOrEqualTo(0);
        }

        if (pass.State != PassState.Withdrawn)
        {
            (pass.RemainingClasses + pass.UsedClasses + pass.LapsedClasses).ShouldBe(pass.TotalClasses, $"at {now:u}");
        }

        pass.Events<Contracts.Events.PassEvent>().Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, pass.EventCount));
        InItsState(pass, CivilTime.DateAt(now, pass.Customer.Zone));
    }

    private static void InItsState(Pass pass, DateOnly today)
    {
        switch (pass.State)
        {
            case PassState.Active:
                pass.RemainingClasses.ShouldBeGreaterThan(0);
                (today >= pass.GraceEndDate).ShouldBeFalse("it is over");
                pass.Freeze?.Covers(today).ShouldBeFalse();
                break;
            case PassState.Frozen:
                pass.Freeze.ShouldNotBeNull().Covers(today).ShouldBeTrue();
                break;
            case PassState.Expired:
                (pass.RemainingClasses, today >= pass.GraceEndDate || pass.Grant?.ClosedBy is not null).ShouldBe((0, true));
                break;
            default:
                pass.RemainingClasses.ShouldBe(0);
                pass.NextStepAt.ShouldBeNull();
                break;
        }
    }

    private static bool FirstIsUsed(Life[] lives)
    {
        var ada = Client(zone: lives[0].Zone);
        var passes = lives.Select(life => Sold(life.Terms, ada)).ToList();
        foreach (var (life, pass) in lives.Zip(passes))
        {
            _ = Live(life with { Steps = life.Steps[..6] }, pass, []).Last();
        }

        var facts = At(Now.AddDays(20));
        var usable = PassVisits.Usable(passes, facts).ToList();
        var day = CivilTime.DateAt(facts.At, ada.Zone);
        foreach (var pass in usable)
        {
            pass.UseDenial(day, null, 1).ShouldBeNull();
            (End(usable[0]) <= End(pass)).ShouldBeTrue();
        }

        passes.Except(usable).ShouldAllBe(p => p.UseDenial(day, null, 1) != null);
        return true;

        DateOnly End(Pass pass) => pass.EndDate ?? pass.Terms.Validity.EndFrom(day) ?? DateOnly.MaxValue;
    }

    /// <summary>Each moment, after what was done at it.</summary>
    private static IEnumerable<DateTimeOffset> Live(Life life, Pass pass, List<Visit> visits)
    {
        var (now, order, reported) = (Now, GrantingOrder.Create(Guid.CreateVersion7(), Now), 0);
        foreach (var step in life.Steps)
        {
            now = now.AddHours(step % 200);
            pass.Advance(now);
            var before = Footprint(pass);
            var used = pass.UsedClasses;
            try
            {
                Act(pass, visits, step / 200 % 14, step, now);
            }
            catch (DomainException)
            {
                Footprint(pass).ShouldBe(before, "what is refused changes nothing");
            }

            if (step / 200 % 14 is 8 or 9 or 10)
            {
                pass.UsedClasses.ShouldBe(used, "an extension never resets what was used");
            }

            if (pass.Grant is not null)
            {
                Follow(pass, order, step / 2800 % 9, ++reported, now);
                pass.UsedClasses.ShouldBe(visits.Sum(v => v.Classes), "what becomes of the order never changes what was used");
            }

            yield return now;
        }
    }

    private static void Follow(Pass pass, GrantingOrder order, int what, int sequence, DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, pass.Customer.Zone);
        switch (what)
        {
            case 0:
                order.Pause(today, sequence, now);
                break;
            case 1:
                order.Go(sequence, now);
                pass.GoOn(today, now);
                break;
            case 2:
                order.Close(today, sequence, now);
                break;
            case 3 or 4 when order.EndDate is not null:
                order.UndoClose(sequence, now);
                pass.ComeBack(sequence, now);
                break;
            default:
                return;
        }

        pass.Follow(order, now);
    }

    private static (PassState, int, int, int, DateOnly?, DateOnly?, int, int) Footprint(Pass pass) =>
        (pass.State, pass.RemainingClasses, pass.UsedClasses, pass.TotalClasses, pass.StartDate, pass.EndDate, pass.EntryCount, pass.EventCount);

    private static void Act(Pass pass, List<Visit> visits, int what, int step, DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, pass.Customer.Zone);
        switch (what)
        {
            case 0 or 1 or 2:
                visits.Add(pass.Use(now.AddHours(-(step % 3) * 20), now));
                break;
            case 3:
                visits.Add(pass.Use(pass.Customer, At(now, VisitState.NoShow), Staff, now));
                break;
            case 4:
                visits.Add(pass.Use(pass.Customer, At(now.AddHours(step % 24), VisitState.LateCancel, cancelled: now), Staff, now));
                break;
            case 5 or 6 when visits.Count > 0:
                pass.UndoVisit(visits[step % visits.Count], null, "", Staff, now);
                break;
            case 8:
                pass.Extend(new PassExtension(new PassValidity((PassValidityUnit)(1 + (step % 3)), 1 + (step % 4)), null, step % 3, ""), Staff, now);
                break;
            case 9:
                pass.Extend(new PassExtension(null, today.AddDays((step % 60) - 20), step % 2, ""), Staff, now);
                break;
            case 10:
                pass.Extend(new PassExtension(null, null, 1 + (step % 3), ""), Staff, now);
                break;
            case 11:
                pass.FreezeOn(step % 2 == 0 ? null : today.AddDays(step % 9), step % 3 == 0 ? null : today.AddDays(10 + (step % 9)), "", step % 5 == 0 ? Ada : Staff, now);
                break;
            case 12:
                pass.Unfreeze(step % 5 == 0 ? Ada : Staff, now);
                break;
            case 13 when step % 4 == 0:
                pass.Withdraw(PassSettlement.AccountCredit, "Moved away", Staff, now);
                break;
            default:
                break;
        }
    }

    private sealed record Life(string Zone, PassTerms Terms, decimal Price, int[] Steps)
    {
        public override string ToString() => $"{Zone}, {Terms}, {Price}: {string.Join(' ', Steps)}";
    }
}
