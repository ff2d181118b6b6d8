using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A plan that brings a class pass each period (domain.md A2).</summary>
public sealed class GrantedPassTests
{
    [Fact]
    public async Task Three_months_bring_three_passes_that_the_subscriptions_invoices_pay()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var template = await world.PassTemplate(classes: 8);
        var plan = await world.Plan(grant: new PlanPassGrant { PassTemplateId = template.Id, End = GrantedPassEnd.Period });
        var ada = await world.Subscribe("ada", plan);
        var eve = await world.Subscribe("eve", await world.Plan(grant: new PlanPassGrant { PassTemplateId = template.Id }, terms: new BillingTerms { TrialDays = 10 }));

        Days(await world.PassesOf(ada)).ShouldBe([("2026-01-31", "2026-02-28", Wire.PassState.Active)]);
        (await world.PassesOf(eve)).ShouldBeEmpty();
        await world.Passes.CheckInAsync(new() { CustomerId = ada.CustomerId });
        await world.PassTemplates.ArchivePassTemplateAsync(new() { Id = template.Id });

        await world.PassDays(28);
        await world.DeliverAgain<PeriodStarted>();
        await world.DeliverAgain<PeriodsStarted>();
        await world.ForgetInboxes();
        await world.DeliverAgain<PeriodsStarted>();
        var passes = await world.PassesOf(ada);
        Days(passes).ShouldBe([("2026-01-31", "2026-02-28", Wire.PassState.Expired), ("2026-02-28", "2026-03-31", Wire.PassState.Active)]);
        (passes[0].LapsedClasses, passes[0].UsedClasses, passes[1].RemainingClasses).ShouldBe((7, 1, 8));
        Days(await world.PassesOf(eve)).ShouldBe([("2026-02-10", "2026-03-10", Wire.PassState.Active)]);

        await world.PassDays(31);
        passes = await world.PassesOf(ada);
        Days(passes).Select(p => p.Start).ShouldBe(["2026-01-31", "2026-02-28", "2026-03-31"]);
        (await world.Invoices.ListInvoicesAsync(new() { CustomerId = ada.CustomerId })).Invoices.Select(i => (i.Source.Id, i.Total.ToDecimal())).ShouldBe(Enumerable.Repeat((ada.Id, 40m), 3));
        (await world.InvoicesOf(ada)).Count.ShouldBe(3);
        (await world.Reports.GetPassRevenueAsync(new())).Rows.ShouldBeEmpty();
        (await world.ChatterOf(ada)).Where(e => e.Kind == ChatterKind.PassGranted).Select(e => e.Reference).Order().ShouldBe(passes.Select(p => p.Number));
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await world.BillingReconciliation.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pause_a_close_and_its_undo_take_the_pass_with_them()
    {
        await using var world = await World.At("2026-03-01T10:00:00Z");
        var plan = await world.Plan(grant: new PlanPassGrant { PassTemplateId = (await world.PassTemplate()).Id });
        var order = await world.Subscribe("ada", plan);
        await world.PassDays(4);
        await world.Orders.PauseSubscriptionAsync(new() { Id = order.Id, ResumeDate = Dates.On("2026-04-14") });
        Days(await world.PassesOf(order)).ShouldBe([("2026-03-01", "2026-04-01", Wire.PassState.Frozen)]);
        await world.PassDays(40);
        Days(await world.PassesOf(order)).ShouldBe([("2026-03-01", "2026-05-11", Wire.PassState.Active)]);

        await world.Close(order);
        Days(await world.PassesOf(order)).ShouldBe([("2026-03-01", "2026-04-14", Wire.PassState.Expired)]);
        await world.PassDays(2);
        await world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });
        Days(await world.PassesOf(order)).ShouldBe([("2026-03-01", "2026-05-11", Wire.PassState.Active)]);
        await world.PassDays(26);
        Days(await world.PassesOf(order)).ShouldBe([("2026-03-01", "2026-05-11", Wire.PassState.Expired), ("2026-05-11", "2026-06-11", Wire.PassState.Active)]);
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
    }

    private static IEnumerable<(string Start, string End, Wire.PassState State)> Days(IEnumerable<Wire.Pass> passes) =>
        passes.Select(p => ($"{p.StartDate.ToDateOnly():yyyy-MM-dd}", $"{p.EndDate.ToDateOnly():yyyy-MM-dd}", p.State));
}
