using Contracts.Common.V1;
using Contracts.Events;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_is_read_back_as_it_was_created()
    {
        await using var plans = await PlansUnderTest.Start();

        var created = await plans.Create(Plan(change: p =>
        {
            p.Name = Text(("en", "Monthly"), ("fa", "ماهانه"), ("vi", "Hằng tháng"));
            p.Description = Text(("en", "All rooms.\nEvery day."));
            p.BillingPeriod = new BillingInterval { Unit = IntervalUnit.Week, Count = 2 };
            p.SelfService = new Wire.SelfService { Closable = true, Reactivatable = true, Renewable = true };
            p.Terms = new BillingTerms { TrialDays = 14, TermPeriods = 12, RenewsByItself = true, RenewNoticeDays = 30 };
            p.CloseAfterUnpaidDays = 30;
        }));

        (await plans.Read(created)).ShouldBe(created);
        created.ShouldSatisfyAllConditions(
            p => p.Name.Values["fa"].ShouldBe("ماهانه"),
            p => p.Description.Values["en"].ShouldBe("All rooms.\nEvery day."),
            p => p.BillingPeriod.Count.ShouldBe(2),
            p => p.Price.ShouldBe(Money.From(40, "EUR")),
            p => p.SelfService.Closable.ShouldBeTrue(),
            p => p.SelfService.Pausable.ShouldBeFalse(),
            p => p.CloseAfterUnpaidDays.ShouldBe(30),
            p => p.SelfService.Renewable.ShouldBeTrue(),
            p => p.Terms.ShouldBe(new BillingTerms { TrialDays = 14, TermPeriods = 12, RenewsByItself = true, RenewNoticeDays = 30 }),
            p => p.Archived.ShouldBeFalse(),
            p => p.CreateTime.ShouldBe(plans.Clock.GetUtcNow().ToTimestamp()));
    }

    [Fact]
    public async Task A_plan_that_says_nothing_about_self_service_allows_none() =>
        await Using(async plans => (await plans.Create(Plan())).SelfService.ShouldBe(new Wire.SelfService()));

    [Fact]
    public async Task A_tax_code_is_kept_in_small_letters_and_changed_or_taken_away_by_its_mask()
    {
        await using var plans = await PlansUnderTest.Start();
        var plan = await plans.Create(Plan(change: p => p.TaxCode = " Standard "));
        var product = await plans.Create(Product(change: p => p.TaxCode = "it-22"));

        var renamed = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = plan.Id, Name = Text(("en", "Other")) }, UpdateMask = new FieldMask { Paths = { "name" } },
        });
        var untaxed = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = plan.Id }, UpdateMask = new FieldMask { Paths = { "tax_code" } },
        });

        (plan.TaxCode, renamed.TaxCode, untaxed.TaxCode, untaxed.Name.Values["en"]).ShouldBe(("standard", "standard", "", "Other"));
        (await plans.Read(product)).TaxCode.ShouldBe("it-22");
    }

    [Fact]
    public async Task What_a_close_gives_back_is_nothing_unless_the_plan_says_so_and_each_half_is_changed_alone()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan());
        created.Closing.ShouldBe(new Wire.ClosingPolicy { Credit = Wire.PlanClosingCredit.None, Settlement = ClosingSettlement.AccountCredit });

        await Update(new Wire.ClosingPolicy { Credit = Wire.PlanClosingCredit.Prorated }, "closing.credit");
        await Update(new Wire.ClosingPolicy { Settlement = ClosingSettlement.Refund }, "closing.settlement");

        (await plans.Read(created)).Closing.ShouldBe(new Wire.ClosingPolicy { Credit = Wire.PlanClosingCredit.Prorated, Settlement = ClosingSettlement.Refund });

        async Task Update(Wire.ClosingPolicy closing, string path) => await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = created.Id, Closing = closing }, UpdateMask = new FieldMask { Paths = { path } },
        });
    }

    [Fact]
    public async Task Whatever_a_mask_names_is_changed_alone()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan(change: p => p.Terms = new BillingTerms { TrialDays = 14, BillingDay = 1, TermPeriods = 3, RenewNoticeDays = 10 }));
        // Nothing of it is as it was.
        var other = new Wire.Plan
        {
            Name = Text(("en", "Basic")),
            Description = Text(("en", "For beginners")),
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Year, Count = 2 },
            Price = Money.From(50, "USD"),
            SelfService = new Wire.SelfService { Closable = true, Pausable = true, PlanChangeable = true, QuantityChangeable = true, Reactivatable = true, Renewable = true },
            CloseAfterUnpaidDays = 30,
            Terms = new BillingTerms { TrialDays = 7, BillingDay = 15, TermPeriods = 6, RenewNoticeDays = 20, RenewsByItself = true },
            TaxCode = "reduced",
            Closing = new Wire.ClosingPolicy { Credit = Wire.PlanClosingCredit.Full, Settlement = ClosingSettlement.Refund },
        };
        string[] single = ["name", "description", "billing_period", "price", "close_after_unpaid_days", "tax_code"];
        var paths = single
            .Concat(Wire.SelfService.Descriptor.Fields.InDeclarationOrder().Select(f => $"self_service.{f.Name}"))
            .Concat(BillingTerms.Descriptor.Fields.InDeclarationOrder().Select(f => $"terms.{f.Name}"))
            .Concat(Wire.ClosingPolicy.Descriptor.Fields.InDeclarationOrder().Select(f => $"closing.{f.Name}"));

        var now = created;
        foreach (var path in paths)
        {
            var mask = new FieldMask { Paths = { path } };
            var (wanted, expected) = (other.Clone(), now.Clone());
            wanted.Id = created.Id;
            mask.Merge(other, expected);
            expected.ShouldNotBe(now, path);

            now = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = wanted, UpdateMask = mask });

            (expected.UpdateTime, expected.Etag, expected.Revision) = (now.UpdateTime, now.Etag, expected.Revision + 1);
            now.ShouldBe(expected, path);
        }
    }

    [Fact]
    public async Task One_of_the_terms_is_changed_alone_by_its_mask_and_must_go_with_the_others()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan(change: p => p.Terms = new BillingTerms { TrialDays = 14, BillingDay = 1 }));

        var updated = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = created.Id, Terms = new BillingTerms { TermPeriods = 12 } },
            UpdateMask = new FieldMask { Paths = { "terms.term_periods" } },
        });
        updated.Terms.ShouldBe(new BillingTerms { TrialDays = 14, BillingDay = 1, TermPeriods = 12 });

        // A weekly period does not go with the billing day that would stay.
        (await Refused.By(plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = created.Id, BillingPeriod = new BillingInterval { Unit = IntervalUnit.Week, Count = 1 } },
            UpdateMask = new FieldMask { Paths = { "billing_period" } },
        }))).Violations.ShouldBe(["plan.terms.billing_day:NOT_BY_MONTH"]);
    }

    [Fact]
    public async Task A1_02_A_plan_can_be_created_opened_and_edited()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan("Monthly"));
        plans.Clock.Advance(TimeSpan.FromMinutes(1));

        var wanted = created.Clone();
        wanted.Name = Text(("en", "Monthly Plus"));
        wanted.Price = Money.From(49.90m, "EUR");
        var updated = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = wanted });

        updated.Name.Values["en"].ShouldBe("Monthly Plus");
        updated.Price.ToDecimal().ShouldBe(49.90m);
        updated.Etag.ShouldNotBe(created.Etag);
        updated.UpdateTime.ShouldNotBe(created.UpdateTime);
        (await plans.Read(created)).ShouldBe(updated);
    }

    [Fact]
    public async Task A1_03_The_Closable_switch_is_changed_alone_by_its_mask_and_told_to_the_others()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan(change: p => p.SelfService = new Wire.SelfService { Pausable = true }));

        var updated = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = created.Id, SelfService = new Wire.SelfService { Closable = true } },
            UpdateMask = new FieldMask { Paths = { "self_service.closable" } },
        });

        updated.SelfService.ShouldBe(new Wire.SelfService { Closable = true, Pausable = true });
        updated.Name.ShouldBe(created.Name);
        updated.Price.ShouldBe(created.Price);
        (await plans.Service.Raised<PlanChanged>()).Select(e => e.SelfService.Closable).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Every_event_has_a_revision_of_its_own_also_of_a_change_to_what_was_so_already()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan());

        var same = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = created });
        var archived = await plans.Plans.ArchivePlanAsync(new Wire.ArchivePlanRequest { Id = created.Id });

        (created.Revision, same.Revision, archived.Revision).ShouldBe((1, 2, 3));
        (await plans.Service.Raised<PlanChanged>()).Select(e => (e.Revision, e.Archived)).ShouldBe([(1, false), (2, false), (3, true)]);
    }

    [Fact]
    public async Task A_mask_changes_what_it_names_and_nothing_else()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan());

        var updated = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = Plan("Ignored", 99, change: p => p.Id = created.Id),
            UpdateMask = new FieldMask { Paths = { "price" } },
        });

        updated.Price.ToDecimal().ShouldBe(99);
        updated.Name.Values["en"].ShouldBe("Pro");
    }

    [Fact]
    public async Task An_unknown_path_in_a_mask_is_refused_and_changes_nothing()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan());

        var refused = await Refused.By(plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = Plan("Other", 99, change: p => p.Id = created.Id),
            UpdateMask = new FieldMask { Paths = { "price", "archived" } },
        }));

        refused.Violations.ShouldBe(["update_mask:UNKNOWN_PATH"]);
        (await plans.Read(created)).ShouldBe(created);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_and_changes_nothing()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan());
        var updated = await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = Changed(created, "Second") });

        var refused = await Refused.By(plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = Changed(created, "Third") }));

        refused.Status.ShouldBe(StatusCode.Aborted);
        (await plans.Read(created)).ShouldBe(updated);
        (await Refused.By(plans.Plans.ArchivePlanAsync(new Wire.ArchivePlanRequest { Id = created.Id, Etag = created.Etag }))).Status.ShouldBe(StatusCode.Aborted);
    }

    [Fact]
    public async Task An_archived_plan_is_out_of_the_list_but_can_be_read()
    {
        await using var plans = await PlansUnderTest.Start();
        var created = await plans.Create(Plan());

        var archived = await plans.Plans.ArchivePlanAsync(new Wire.ArchivePlanRequest { Id = created.Id });

        archived.Archived.ShouldBeTrue();
        (await plans.Service.Raised<PlanChanged>()).Select(e => e.Archived).ShouldBe([false, true]);
        (await plans.Read(created)).ShouldBe(archived);
        (await plans.Plans.ListPlansAsync(new Wire.ListPlansRequest())).Plans.ShouldBeEmpty();
        (await plans.All()).Plans.Plans.ShouldHaveSingleItem().ShouldBe(archived);
        (await Refused.By(plans.Plans.ArchivePlanAsync(new Wire.ArchivePlanRequest { Id = created.Id }))).Reason.ShouldBe("ALREADY_ARCHIVED");
    }

    [Fact]
    public async Task The_same_request_twice_makes_one_plan()
    {
        await using var plans = await PlansUnderTest.Start();
        var request = new Wire.CreatePlanRequest { Plan = Plan(), RequestId = "r1" };

        (await plans.Plans.CreatePlanAsync(request)).ShouldBe(await plans.Plans.CreatePlanAsync(request));

        (await plans.All()).Plans.Plans.ShouldHaveSingleItem();
    }

    private static Wire.Plan Changed(Wire.Plan plan, string name)
    {
        var changed = plan.Clone();
        changed.Name = Text(("en", name));
        return changed;
    }

    private static async Task Using(Func<PlansUnderTest, Task> test)
    {
        await using var plans = await PlansUnderTest.Start();
        await test(plans);
    }
}
