using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Subscriptions.Passes;
using Subscriptions.Tests.Support;
using PassPayment = Contracts.Subscriptions.V1.PassPayment;
using PassState = Contracts.Subscriptions.V1.PassState;

namespace Subscriptions.Tests.Passes;

/// <summary>What clients see of their passes, and do with them by themselves.</summary>
public sealed class PortalPassTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_pass_that_is_bought_online_can_be_used_once_it_is_paid()
    {
        var (ada, template) = (await service.Customer(), await service.Template(online: true));
        await service.Template(online: true, currency: "VND");
        await service.Template();
        var portal = service.PortalPasses(ada);
        (await portal.ListPassTemplatesAsync(new())).Templates.ShouldContain(t => t.Id == template);
        (await portal.ListPassTemplatesAsync(new())).Templates.ShouldAllBe(t => t.Price.CurrencyCode == "EUR");

        var bought = await portal.BuyPassAsync(new() { TemplateId = template, Payment = PassPayment.Transfer });
        (bought.State, bought.StartDate, bought.Bought, bought.SoldOnline, bought.Code.Length).ShouldBe((PassState.AwaitingPayment, null, true, true, 26));
        (await Refused.By(portal.BuyPassAsync(new() { TemplateId = template, Payment = PassPayment.Transfer }))).Message
            .ShouldBe($"{ada.Name} has pass {bought.Number} that is not paid yet; passes of this template do not overlap.");
        (await Refused.By(service.Passes().CheckInAsync(new() { CustomerId = ada.Id }))).Reason.ShouldBe("PASS_NOT_PAID");

        var source = Contracts.Events.Subject.Pass(Guid.Parse(bought.Id), bought.Number, new Dictionary<string, string>());
        var paid = new InvoicePaid(
            Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, service.Clock.GetUtcNow(), SomeEvents.InvoiceSubject(), source,
            SomeEvents.Customer(), new EventMoney("EUR", 40));
        await service.Host.Publish(paid);
        await service.Host.Handled<SubscriptionsDb>(paid.EventId);

        var active = await portal.GetPassAsync(new() { Id = bought.Id });
        (active.State, active.StartDate.Day(), active.EndDate.Day()).ShouldBe((PassState.Active, Today, Today.AddMonths(1)));
        (await service.CheckIn(ada)).Pass.RemainingClasses.ShouldBe(7);
    }

    [Fact]
    public void Only_what_becomes_of_the_invoice_of_a_pass_concerns_passes()
    {
        var (invoice, customer, amount) = (SomeEvents.InvoiceSubject(), SomeEvents.Customer(), new EventMoney("EUR", 40));
        InvoiceVoided Voided(Contracts.Events.Subject? source) => new(Guid.CreateVersion7(), invoice.Id, SomeEvents.Staff, SomeEvents.Morning, invoice, source, customer, amount, "");
        EndUnpaidPass<InvoiceVoided>.Concerns(Voided(SomeEvents.Order())).ShouldBeFalse();
        EndUnpaidPass<InvoiceVoided>.Concerns(Voided(null)).ShouldBeFalse();
        EndUnpaidPass<InvoiceVoided>.Concerns(Voided(Contracts.Events.Subject.Pass(Guid.CreateVersion7(), "P00008", new Dictionary<string, string>()))).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pass_whose_invoice_will_not_be_paid_is_over_and_stands_in_no_other_ones_way(bool uncollectible)
    {
        var (ada, template) = (await service.Customer(), await service.Template(online: true));
        var portal = service.PortalPasses(ada);
        var bought = await portal.BuyPassAsync(new() { TemplateId = template, Payment = PassPayment.Transfer });
        (await Refused.By(portal.BuyPassAsync(new() { TemplateId = template, Payment = PassPayment.Transfer }))).Reason.ShouldBe("PASS_OVERLAPS");
        var source = Contracts.Events.Subject.Pass(Guid.Parse(bought.Id), bought.Number, new Dictionary<string, string>());
        var (invoice, now) = (SomeEvents.InvoiceSubject(), service.Clock.GetUtcNow());

        await Publish(uncollectible
            ? new InvoiceMarkedUncollectible(Guid.CreateVersion7(), invoice.Id, SomeEvents.Staff, now, invoice, source, SomeEvents.Customer(), new EventMoney("EUR", 40), "")
            : new InvoiceVoided(Guid.CreateVersion7(), invoice.Id, SomeEvents.Staff, now, invoice, source, SomeEvents.Customer(), new EventMoney("EUR", 40), "Wrong"));

        var ended = await service.Passes().GetPassAsync(new() { Id = bought.Id });
        (ended.State, ended.RemainingClasses, ended.Withdrawal.Credit.ToDecimal()).ShouldBe((PassState.Withdrawn, 0, 0m));
        (await Refused.By(service.Passes().CheckInAsync(new() { CustomerId = ada.Id }))).Status.ShouldBe(Grpc.Core.StatusCode.FailedPrecondition);
        (await service.Host.Raised<SubscriptionsDb, PassEndedUnpaid>()).Where(e => e.AggregateId == Guid.Parse(bought.Id)).ShouldHaveSingleItem().Invoice.Id.ShouldBe(invoice.Id);
        (await service.Reports.GetPassRevenueAsync(new() { CurrencyCode = "EUR" })).Rows.ShouldNotContain(r => r.TemplateId == template);
        await portal.BuyPassAsync(new() { TemplateId = template, Payment = PassPayment.Transfer });

        await Publish(new InvoicePaid(Guid.CreateVersion7(), invoice.Id, SomeEvents.Staff, now, invoice, source, SomeEvents.Customer(), new EventMoney("EUR", 40)));
        var paid = await service.Passes().GetPassAsync(new() { Id = bought.Id });
        (paid.State, paid.RemainingClasses, paid.Withdrawal).ShouldBe((PassState.Active, 8, null));
        (await service.Ledger(paid)).Select(e => e.Classes).ShouldBe([8, -8, 8]);
        (await service.CheckIn(ada)).Pass.Id.ShouldBe(bought.Id);

        async Task Publish(IEvent e)
        {
            await service.Host.Publish(e);
            await service.Host.Handled<SubscriptionsDb>(e.EventId);
        }
    }

    [Fact]
    public async Task Only_what_is_sold_online_can_be_bought_and_paid_as_customers_pay()
    {
        var ada = await service.Customer();
        var portal = service.PortalPasses(ada);
        (await Refused.By(portal.BuyPassAsync(new() { TemplateId = await service.Template(), Payment = PassPayment.Transfer }))).Violations.ShouldBe(["template_id:UNKNOWN"]);
        var online = await service.Template(online: true);
        (await Refused.By(portal.BuyPassAsync(new() { TemplateId = online, Payment = PassPayment.Cash }))).Violations.ShouldBe(["payment:UNKNOWN"]);
        (await Refused.By(portal.BuyPassAsync(new() { TemplateId = online }))).Violations.ShouldBe(["payment:REQUIRED"]);
        (await portal.BuyPassAsync(new() { TemplateId = await service.Template(price: 0, online: true) })).State.ShouldBe(PassState.Active);
    }

    [Fact]
    public async Task Who_uses_a_pass_sees_it_with_a_code_and_visits_of_their_own()
    {
        var (buyer, ada, bob) = (await service.Customer(), await service.Customer(), await service.Customer());
        var pass = await service.Sell(buyer, await service.Template(shared: true), ada, bob);
        await service.CheckIn(ada);
        await service.CheckIn(bob);

        var adas = await service.PortalPasses(ada).GetPassAsync(new() { Id = pass.Id });
        (adas.Code, adas.Bought, adas.SoldPrice, adas.RemainingClasses).ShouldBe((pass.Holders[0].Code, false, null, 6));
        (await service.PortalPasses(buyer).GetPassAsync(new() { Id = pass.Id })).ShouldSatisfyAllConditions(p => (p.Code, p.Bought, p.SoldPrice.ToDecimal()).ShouldBe(("", true, 40m)));
        (await service.PortalPasses(ada).ListVisitsAsync(new() { PassId = pass.Id })).Visits.Single().CustomerName.ShouldBe(ada.Name);
        (await service.PortalPasses(buyer).ListVisitsAsync(new() { PassId = pass.Id })).Visits.Count.ShouldBe(2);
        (await service.PortalPasses(bob).ListPassesAsync(new())).Passes.Single().Id.ShouldBe(pass.Id);

        var stranger = service.PortalPasses(await service.Customer());
        (await Refused.By(stranger.GetPassAsync(new() { Id = pass.Id }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(stranger.ListVisitsAsync(new() { PassId = pass.Id }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(stranger.FreezePassAsync(new() { Id = pass.Id, EndDate = Date.From(Today.AddDays(3)) }))).Status.ShouldBe(StatusCode.NotFound);
        (await stranger.ListPassesAsync(new())).Passes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Usable_passes_come_first_and_pages_follow_one_another()
    {
        var ada = await service.Customer();
        var (month, week) = (await service.Template(overlapping: true), await service.Template(unit: "week", overlapping: true, classes: 1));
        var (used, later, sooner) = (await service.Sell(ada, week), await service.Sell(ada, month), await service.Sell(ada, week));
        await service.Passes().CheckInAsync(new() { CustomerId = ada.Id, PassId = used.Id });
        var portal = service.PortalPasses(ada);

        (await portal.ListPassesAsync(new())).Passes.Select(p => p.Id).ShouldBe([sooner.Id, later.Id, used.Id]);
        var first = await portal.ListPassesAsync(new() { PageSize = 2 });
        first.Passes.Select(p => p.Id).ShouldBe([sooner.Id, later.Id]);
        (await portal.ListPassesAsync(new() { PageSize = 2, PageToken = first.NextPageToken })).ShouldSatisfyAllConditions(
            p => p.Passes.Single().Id.ShouldBe(used.Id), p => p.NextPageToken.ShouldBeEmpty());
    }

    [Fact]
    public async Task Clients_freeze_as_far_as_the_terms_let_them()
    {
        var ada = await service.Customer();
        var pass = await service.Sell(ada, await service.Template(mayFreeze: true, freezeDays: 10));
        var portal = service.PortalPasses(ada);
        (await Refused.By(portal.FreezePassAsync(new() { Id = pass.Id }))).Violations.ShouldBe(["end_date:REQUIRED"]);
        (await Refused.By(portal.FreezePassAsync(new() { Id = pass.Id, EndDate = Date.From(Today.AddDays(11)) }))).Reason.ShouldBe("FREEZE_TOO_LONG");

        var frozen = await portal.FreezePassAsync(new() { Id = pass.Id, EndDate = Date.From(Today.AddDays(7)) });
        (frozen.State, frozen.EndDate.Day(), frozen.FreezeDaysLeft, frozen.Freezable, frozen.Unfreezable).ShouldBe((PassState.Frozen, pass.EndDate.Day().AddDays(7), 3, false, true));
        var unfrozen = await portal.UnfreezePassAsync(new() { Id = pass.Id });
        (unfrozen.State, unfrozen.EndDate, unfrozen.FreezeDaysLeft, unfrozen.Freezable).ShouldBe((PassState.Active, pass.EndDate, 10, true));

        await service.Passes().FreezePassAsync(new() { Id = pass.Id });
        (await Refused.By(portal.UnfreezePassAsync(new() { Id = pass.Id }))).Reason.ShouldBe("FROZEN_BY_STAFF");
        var bob = await service.Customer();
        var bobs = await service.Sell(bob, await service.Template());
        (await Refused.By(service.PortalPasses(bob).FreezePassAsync(new() { Id = bobs.Id, EndDate = Date.From(Today.AddDays(2)) }))).Reason.ShouldBe("FREEZE_NOT_ALLOWED");
    }

    [Fact]
    public async Task Names_come_in_the_language_that_is_asked_for()
    {
        var ada = await service.Customer(language: "pl");
        await service.Sell(ada, await service.Template());
        (await Refused.By(service.PortalPasses(ada).ListPassesAsync(new() { Language = "xx" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
        (await service.PortalPasses(ada).ListPassesAsync(new() { Language = "fa" })).Passes.Single().TemplateName.ShouldBe("Standard");
    }
}
