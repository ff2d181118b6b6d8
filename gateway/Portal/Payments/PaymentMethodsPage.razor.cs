using Contracts.Billing.V1;
using Microsoft.AspNetCore.Components;
using Portal.Payments.Hosted;
using Portal.Payments.Sandbox;
using Screens.Pages;
using Screens.Problems;

namespace Portal.Payments;

/// <summary>The customer's cards: which there are, which one is charged, and one more.</summary>
public partial class PaymentMethodsPage(InvoiceClient billing) : ScreenPage
{
    const string Path = "/portal/payment-methods";

    ListPortalPaymentMethodsResponse? found;

    /// <summary>Of the provider's page for a new card, once it was asked for.</summary>
    string? address;

    [SupplyParameterFromQuery(Name = "page")]
    public string? Token { get; set; }

    protected override Task OnInitializedAsync() => Load();

    Task<bool> Load() =>
        Ask(async () => found = await billing.ListPaymentMethodsAsync(new() { PageSize = 25, PageToken = Token ?? "" }, cancellationToken: RequestAborted));

    async Task Add()
    {
        var posted = Posted(SandboxCardForm.Form);
        if (SandboxCards.Exchange(posted["card_number"], posted["expiry"], out var token) is { } wrong)
        {
            Fail(Problem.OfField(L.Words, wrong == SandboxRefusal.BadExpiry ? "expiry" : "card_number", L[$"Card_{wrong}"]));
            return;
        }

        var open = await OpenInvoices.Find(billing, RequestAborted);
        await Act(
            billing.AddPaymentMethodAsync(new() { Token = token, RequestId = posted["request_id"] }, cancellationToken: RequestAborted),
            () => OpenInvoices.Settle(open, billing, RequestAborted));
    }

    /// <summary>The page is shown again with the way to the provider's; sent twice, it leads to the same one.</summary>
    Task StartSetup() => Ask(async () => address = (await billing.StartPaymentMethodSetupAsync(
        new() { ReturnUrl = Navigation.ToAbsoluteUri($"{Path}/added").AbsoluteUri, RequestId = Posted(HostedCard.Form)["request_id"] }, cancellationToken: RequestAborted)).Url);

    Task MakeDefault(string form, string id) =>
        Act(billing.SetDefaultPaymentMethodAsync(new() { Id = id, RequestId = Posted(form)["request_id"] }, cancellationToken: RequestAborted), Done("card-chosen"));

    Task Remove(string form, string id) =>
        Act(billing.RemovePaymentMethodAsync(new() { Id = id, RequestId = Posted(form)["request_id"] }, cancellationToken: RequestAborted), Done("card-removed"));

    static Func<Task<string>> Done(string action) => () => Task.FromResult($"{Path}?done={action}");

    /// <summary>Does one thing and shows the page anew, so that a reload repeats nothing.</summary>
    /// <param name="next">Address of the page that says what it did.</param>
    Task Act<T>(Grpc.Core.AsyncUnaryCall<T> call, Func<Task<string>> next) =>
        Act(async () => await call, async () => await GoTo(await next()), Load);
}
