using Contracts.Billing.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A sale that is to be charged to the card on file (domain.md A2).</summary>
public sealed class PassSaleTests
{
    [Fact]
    public async Task The_card_on_file_is_refused_as_long_as_the_client_has_none()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var ada = await world.Subscribe("ada");
        var template = await world.PassTemplate();
        await world.Settle();
        var sale = new Wire.SellPassRequest { CustomerId = ada.CustomerId, TemplateId = template.Id, Payment = Wire.PassPayment.CardOnFile, RequestId = "sale-1" };

        (await Refused.By(world.Passes.SellPassAsync(sale))).Violations.ShouldBe(["payment:NO_CARD_ON_FILE"]);
        (await world.PassesOf(ada)).ShouldBeEmpty();
        (await world.Invoices.ListInvoicesAsync(new() { CustomerId = ada.CustomerId })).Invoices.ShouldAllBe(i => i.Kind != InvoiceKind.Pass);

        await world.PortalInvoices(ada).AddPaymentMethodAsync(new() { Token = TestCards.Good });
        var sold = await world.Passes.SellPassAsync(sale);
        await world.Settle();
        var card = (await world.PortalInvoices(ada).ListPaymentMethodsAsync(new())).PaymentMethods.Single();
        await world.PortalInvoices(ada).RemovePaymentMethodAsync(new() { Id = card.Id });
        (await world.Passes.SellPassAsync(sale)).ShouldBe(sold, "the same request has the same answer");
        (await world.PassesOf(ada)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Neither_does_the_portal_sell_by_a_card_that_is_not_there()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var ada = await world.Subscribe("ada");
        var template = await world.PassTemplate(online: true);
        await world.Settle();

        (await Refused.By(world.PortalPasses(ada).BuyPassAsync(new() { TemplateId = template.Id, Payment = Wire.PassPayment.CardOnFile }))).Violations.ShouldBe(["payment:NO_CARD_ON_FILE"]);
        (await world.PassesOf(ada)).ShouldBeEmpty();
        (await world.PortalPasses(ada).BuyPassAsync(new() { TemplateId = template.Id, Payment = Wire.PassPayment.Transfer })).State.ShouldBe(Wire.PassState.AwaitingPayment);
    }
}
