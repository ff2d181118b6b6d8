using Contracts.Billing.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Portal.Payments.Hosted;
using Portal.Payments.Sandbox;
using Screens.Pages;
using Screens.Problems;

namespace Portal.Recovery;

/// <summary>The page of a mail's link: it does what the link allows and nothing else, and signs nobody in.</summary>
public partial class PaymentLinkPage(PaymentLinkClient links) : ScreenPage
{
    const string RetryForm = "retry-payment";
    const string HelpForm = "ask-for-help";

    PaymentLinkView? view;

    /// <summary>Of the provider's page for a new card, once it was asked for.</summary>
    string? address;

    [Parameter]
    public string Token { get; set; } = "";

    /// <summary>Of the provider's page, on the way back from it.</summary>
    [SupplyParameterFromQuery(Name = "setup")]
    public string? Setup { get; set; }

    [SupplyParameterFromQuery(Name = "said")]
    public string? SaidKey { get; set; }

    string Path => $"/portal/pay/{Uri.EscapeDataString(Token)}";

    bool IsSettled => view is { Status.State: DunningState.Recovered or DunningState.Resolved };

    string? Said => SaidKey switch
    {
        "tried" => view is { Status.Pending: true } ? null : IsSettled ? L["PayLink_Paid"] : null,
        "help" => L["PayLink_HelpAsked"],
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        Http.Response.Headers.CacheControl = "no-store";
        Http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!string.IsNullOrEmpty(Setup)
            && await Ask(async () => await links.FinishSetupByPaymentLinkAsync(new() { Token = Token, SetupId = Setup }, cancellationToken: Gone)))
        {
            await Tried();
            return;
        }

        await Load();
    }

    Task<bool> Load() => Ask(async () => view = await links.GetPaymentLinkAsync(new() { Token = Token }, cancellationToken: Gone));

    Task Retry() => Act(links.RetryByPaymentLinkAsync(new() { Token = Token, RequestId = Posted(RetryForm)["request_id"] }, cancellationToken: Gone), Tried);

    Task Add()
    {
        var posted = Posted(SandboxCardForm.Form);
        if (SandboxCards.Exchange(posted["card_number"], posted["expiry"], out var card) is { } wrong)
        {
            Fail(Problem.OfField(L.Words, wrong == SandboxRefusal.BadExpiry ? "expiry" : "card_number", L[$"Card_{wrong}"]));
            return Task.CompletedTask;
        }

        return Act(links.AddPaymentMethodByPaymentLinkAsync(new() { Token = Token, PaymentToken = card, RequestId = posted["request_id"] }, cancellationToken: Gone), Tried);
    }

    /// <summary>The page is shown again with the way to the provider's; sent twice, it leads to the same one.</summary>
    Task StartSetup() => Ask(async () => address = (await links.StartSetupByPaymentLinkAsync(
        new() { Token = Token, ReturnUrl = Navigation.ToAbsoluteUri(Path).AbsoluteUri, RequestId = Posted(HostedCard.Form)["request_id"] }, cancellationToken: Gone)).Url);

    Task AskForHelp() => Act(
        links.AskForHelpByPaymentLinkAsync(new() { Token = Token, Message = Posted(HelpForm)["message"], RequestId = Posted(HelpForm)["request_id"] }, cancellationToken: Gone),
        () => Show("help"));

    /// <summary>The charge takes a moment: the page that follows says what became of it, or that it is still on its way.</summary>
    async Task Tried()
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var seen = await AskOptional(links.GetPaymentLinkAsync(new() { Token = Token }, cancellationToken: Gone));
            if (seen is null or { Status.State: DunningState.Recovered or DunningState.Resolved } || (!seen.Status.Pending && tries > 2))
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), Gone);
        }

        await Show("tried");
    }

    Task Show(string said)
    {
        Navigation.NavigateTo($"{Path}?said={said}");
        return Task.CompletedTask;
    }

    async Task Act<T>(AsyncUnaryCall<T> call, Func<Task> next)
    {
        if (await Ask(async () => await call))
        {
            await next();
            return;
        }

        var problem = Problem;
        await Load();
        Problem = problem;
    }
}
