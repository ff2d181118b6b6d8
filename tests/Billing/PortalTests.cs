using Grpc.Core;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class PortalTests
{
    [Fact]
    public async Task Customers_see_their_own_invoices()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var own = await billing.Bill(PeriodStarted(customer: ada));
        await billing.Deliver(PeriodStarted(customer: Customer("Grace Hopper")));
        var portal = billing.Portal(ada.Id);

        (await portal.GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = own.Id })).ShouldBe(own);
        (await portal.ListInvoicesAsync(new Wire.ListPortalInvoicesRequest())).Invoices.ShouldHaveSingleItem().ShouldBe(own);
        (await portal.ListInvoicesAsync(new Wire.ListPortalInvoicesRequest { SubscriptionId = own.Source.Id })).Invoices.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_customers_invoice_does_not_exist_for_them()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());
        var stranger = billing.Portal(Guid.CreateVersion7());

        var foreign = await Refused.By(stranger.GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = invoice.Id }));

        foreign.Status.ShouldBe(StatusCode.NotFound);
        (await stranger.ListInvoicesAsync(new Wire.ListPortalInvoicesRequest { SubscriptionId = invoice.Source.Id })).Invoices.ShouldBeEmpty();
    }

    [Fact]
    public async Task Customers_cannot_reach_what_is_for_staff_and_nobody_gets_in_without_a_token()
    {
        await using var billing = await BillingUnderTest.Start();
        var tokens = billing.Service.Tokens;
        var asCustomer = billing.Service.Client<Wire.InvoiceService.InvoiceServiceClient>(tokens.Customer("billing", Guid.CreateVersion7()));
        var anonymous = billing.Service.Client<Wire.InvoiceService.InvoiceServiceClient>(null);
        var tampered = billing.Service.Client<Wire.InvoiceService.InvoiceServiceClient>(tokens.Sign("billing", [new("sub", "x"), new("role", "staff")], foreignKey: true));
        var expired = billing.Service.Client<Wire.InvoiceService.InvoiceServiceClient>(tokens.Sign("billing", [new("sub", "x"), new("role", "staff")], TimeSpan.FromMinutes(-5)));
        var staffInPortal = billing.Service.Client<Wire.PortalService.PortalServiceClient>(tokens.Staff("billing"));
        var list = new Wire.ListInvoicesRequest();

        (await Refused.By(asCustomer.ListInvoicesAsync(list))).Status.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.By(anonymous.ListInvoicesAsync(list))).Status.ShouldBe(StatusCode.Unauthenticated);
        (await Refused.By(tampered.ListInvoicesAsync(list))).Status.ShouldBe(StatusCode.Unauthenticated);
        (await Refused.By(expired.ListInvoicesAsync(list))).Status.ShouldBe(StatusCode.Unauthenticated);
        (await Refused.By(staffInPortal.ListInvoicesAsync(new Wire.ListPortalInvoicesRequest()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }
}
