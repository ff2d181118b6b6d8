using System.Net;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Pages;

/// <summary>Staff pay an open invoice from its customer's account credit (domain.md C7).</summary>
[Collection(SharedGateway.Name)]
public sealed class InvoiceCreditTests(GatewayHost host) : IAsyncLifetime
{
    private const string Form = "apply-credit";

    private static readonly string _path = $"/admin/invoices/{Guid.CreateVersion7()}";
    private readonly AccountCredit _credit = new();
    private readonly Invoice _invoice = new()
    {
        Id = _path[^36..], Number = "INV/2026/00005", State = InvoiceState.Open, Total = Money.From(40, "EUR"), AmountDue = Money.From(40, "EUR"),
        CustomerId = Guid.CreateVersion7().ToString(), Etag = "7",
    };

    public Task InitializeAsync()
    {
        host.Upstream.Answers<GetInvoiceRequest>(_ => _invoice);
        host.Upstream.Answers<GetAccountCreditRequest>(request => request.CustomerId == _invoice.CustomerId ? _credit : new AccountCredit());
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        host.Upstream.Reset();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(15, "Pay €15.00 from account credit")]
    [InlineData(99, "Pay €40.00 from account credit")]
    public async Task The_button_says_what_is_paid_and_pays_it(decimal balance, string label)
    {
        _credit.Balances.Add(Money.From(3, "USD"));
        _credit.Balances.Add(Money.From(balance, "EUR"));
        ApplyAccountCreditRequest? asked = null;
        host.Upstream.Answers<ApplyAccountCreditRequest>(request =>
        {
            asked = request;
            return _invoice;
        });
        using var staff = await host.StaffAsync();
        (await staff.PageAsync(_path)).Html.ShouldContain(label);

        var (status, _, location) = await staff.SendAsync(_path, _path, Form, ("etag", "7"));

        (status, location).ShouldBe((HttpStatusCode.Redirect, $"{_path}?done=credit-applied"));
        (asked!.InvoiceId, asked.Etag, asked.RequestId.Length).ShouldBe((_invoice.Id, "7", 36));
        (await staff.PageAsync(location!)).Html.ShouldContain("Account credit was used for this invoice.");
    }

    [Theory]
    [InlineData(InvoiceState.Open, 0, "EUR")]
    [InlineData(InvoiceState.Open, 15, "USD")]
    [InlineData(InvoiceState.Paid, 15, "EUR")]
    public async Task Without_anything_due_or_any_credit_in_its_currency_there_is_no_button(InvoiceState state, decimal balance, string currency)
    {
        _credit.Balances.Add(Money.From(balance, currency));
        (_invoice.State, _invoice.AmountDue) = (state, Money.From(state == InvoiceState.Open ? 40 : 0, "EUR"));
        using var staff = await host.StaffAsync();

        var (status, html) = await staff.PageAsync(_path);

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldNotContain($"value=\"{Form}\"");
    }

    [Fact]
    public async Task The_same_is_there_as_JSON()
    {
        host.Upstream.Answers<ApplyAccountCreditRequest>(request => new Invoice { Id = request.InvoiceId, AccountCreditApplied = request.Amount });
        using var staff = await host.StaffAsync();

        using var response = await staff.PostAsync($"/admin/api/v1/invoices/{_invoice.Id}:applyAccountCredit", Http.Json("""{"amount":{"currencyCode":"EUR","amount":"12.50"}}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var answer = await response.ObjectAsync();
        (answer.Text("id"), answer["accountCreditApplied"]!["units"]!.GetValue<string>()).ShouldBe((_invoice.Id, "12"));
    }
}
