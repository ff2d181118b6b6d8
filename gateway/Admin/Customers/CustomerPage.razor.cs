using Admin.Configuration;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Identity;
using Screens.Pages;

namespace Admin.Customers;

/// <summary>One customer: how to reach and bill them, a link into their portal, and what they bought.</summary>
public partial class CustomerPage(CustomerClient people, SubscriptionClient subscriptions, PassClient held, BusinessClient business, ISignInLinks links) : ScreenPage
{
    static readonly string[] Editable = ["name", "email", "language", "time_zone", "currency_code"];

    /// <summary>Those that are over, too.</summary>
    static readonly PassState[] EveryState = [.. Enum.GetValues<PassState>().Where(state => state != PassState.Unspecified)];

    Customer? customer;
    ListSubscriptionsResponse? orders;
    ListPassesResponse? passes;
    Uri? portalLink;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/customers/{Id ?? "new"}";

    string Title => Id is null ? L["Customer_New"] : customer?.Name ?? "";

    string? EmailError => Problem?.Field("email") ?? (Problem?.Status == Grpc.Core.StatusCode.AlreadyExists ? Problem.Message : null);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("customer");
        if (Id is null)
        {
            customer = new Customer { Language = L.Language.Code, TimeZone = await business.Ask(RequestAborted), CurrencyCode = "EUR" };
            return;
        }

        if (await Ask(async () => customer = await people.GetCustomerAsync(new() { Id = Id }, cancellationToken: RequestAborted)))
        {
            var listPasses = AskOptional(held.ListPassesAsync(new() { CustomerId = Id, States = { EveryState }, PageSize = 50 }, cancellationToken: RequestAborted));
            orders = await AskOptional(subscriptions.ListSubscriptionsAsync(new() { CustomerId = Id, PageSize = 50 }, cancellationToken: RequestAborted));
            passes = await listPasses;
        }
    }

    async Task Save()
    {
        var change = new Customer
        {
            Id = Id ?? "",
            Name = posted["name"],
            Email = posted["email"],
            Language = posted["language"],
            TimeZone = posted["time_zone"],
            CurrencyCode = posted["currency_code"].ToUpperInvariant(),
            Etag = posted["etag"],
        };
        Customer? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await people.CreateCustomerAsync(new() { Customer = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await people.UpdateCustomerAsync(
                new() { Customer = change, UpdateMask = new() { Paths = { Editable } }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/customers/{saved!.Id}?done=saved");
        }
    }

    Task CreatePortalLink() => Ask(async () => portalLink = await links.CreatePortalLinkAsync(Id!, RequestAborted));
}
