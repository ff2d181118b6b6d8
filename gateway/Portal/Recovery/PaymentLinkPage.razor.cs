using Contracts.Billing.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Portal.Payments.Confirming;
using Portal.Payments.Hosted;
using Portal.Payments.Sandbox;
using Screens.Components;
using Screens.Pages;
using Screens.Problems;

namespace Portal.Recovery;

/// <summary>The page of a mail's link: it does what the link allows and nothing else, and is no sign-in.</summary>
public partial class PaymentLinkPage(PaymentLinkClient links) : ScreenPage
{
    const string RetryForm = "retry-payment";
    const string ScheduleForm = "schedule-retry";
    const string HelpForm = "ask-for-help";

    PaymentLinkView? view;

    /// <summary>Of the provider's page for a new card, once it was asked for.</summary>
    string? address;

    /// <summary>Of the bank's page, where that is another site's.</summary>
    string? bank;

    [Parameter]
    public string Token { get; set; } = "";

    /// <summary>Of the provider's page, on the way back from it.</summary>
    [SupplyParameterFromQuery(Name = "setup")]
    public string? Setup { get; set; }

    /// <summary>Id of the invoice, on the way back from the bank's page.</summary>
    [SupplyParameterFromQuery(Name = "confirmed")]
    public string? Confirmed { get; set; }

    [SupplyParameterFromQuery(Name = "said")]
    public string? SaidKey { get; set; }

    string Path => $"/portal/pay/{Uri.EscapeDataString(Token)}";

    /// <summary>What is due is what the invoices say, whatever became of the case.</summary>
    bool IsSettled => view is not null && IsNothingDue(view.Status);

    /// <summary>Staff have ended the case unpaid: the link does nothing more, and what is due is paid after signing in.</summary>
    bool IsEnded => view is { Status.State: DunningState.Recovered or DunningState.Resolved } && !IsSettled;

    (string Kind, string Words)? Said => (SaidKey, view?.Status) switch
    {
        ("tried" or "confirmed", { Pending: true }) => null,
        ("tried" or "confirmed", not null) when IsSettled => ("success", L["PayLink_Paid"]),
        ("confirmed", { ConfirmInvoiceId.Length: > 0 }) => ("warning", L["PayLink_StillWaits"]),
        ("tried", { ConfirmInvoiceId.Length: > 0 }) => null,
        ("tried" or "confirmed", { } status) when !IsEnded => ("warning", NotPaid(status)),
        ("scheduled", { RetryDate: not null }) => ("success", L["Done_RetryScheduled"]),
        ("help", _) => ("success", L["PayLink_HelpAsked"]),
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        Http.Response.Headers.CacheControl = "no-store";
        Http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!string.IsNullOrEmpty(Setup)
            && await Ask(async () => await links.FinishSetupByPaymentLinkAsync(new() { Token = Token, SetupId = Setup }, cancellationToken: RequestAborted)))
        {
            await Tried("tried");
            return;
        }

        if (!string.IsNullOrEmpty(Confirmed)
            && await Ask(async () => await links.FinishConfirmationByPaymentLinkAsync(new() { Token = Token, InvoiceId = Confirmed }, cancellationToken: RequestAborted)))
        {
            await Tried("confirmed");
            return;
        }

        await Load();
    }

    /// <summary>What became of the try and what helps; why stands below, with what is due.</summary>
    string NotPaid(DunningStatus status)
    {
        var numbers = string.Join(", ", status.Invoices.Select(invoice => invoice.Number));
        return status.Cause switch
        {
            DunningCause.NotPaid or DunningCause.ConfirmationRequired or DunningCause.Disputed or DunningCause.Returned => L["PayLink_NotPaid"],
            DunningCause.NotConfirmed => $"{L.Format("Payment_NotMade", numbers)} {L["PaymentHelp_NotConfirmed"]}",
            var cause => $"{L.Format("Payment_FailedFor", numbers)} {(status.MethodMustChange ? L["Payment_UseAnother"] : L[$"PaymentHelp_{cause}"])}",
        };
    }

    Task<bool> Load() => Ask(async () => view = await links.GetPaymentLinkAsync(new() { Token = Token }, cancellationToken: RequestAborted));

    Task Retry() => Act(links.RetryByPaymentLinkAsync(new() { Token = Token, RequestId = Posted(RetryForm)["request_id"] }, cancellationToken: RequestAborted), Tried);

    Task Schedule()
    {
        if (!Posted(ScheduleForm).TryOptionalDate("date", out var date) || date is null)
        {
            FailField("date", "Field_NOT_A_DATE");
            return Task.CompletedTask;
        }

        return Act(
            links.ScheduleRetryByPaymentLinkAsync(new() { Token = Token, Date = date, RequestId = Posted(ScheduleForm)["request_id"] }, cancellationToken: RequestAborted),
            _ => Show("scheduled"));
    }

    Task Add()
    {
        var posted = Posted(SandboxCardForm.Form);
        if (SandboxCards.Exchange(posted["card_number"], posted["expiry"], out var card) is { } wrong)
        {
            Fail(Problem.OfField(L.Words, wrong == SandboxRefusal.BadExpiry ? "expiry" : "card_number", L[$"Card_{wrong}"]));
            return Task.CompletedTask;
        }

        return Act(links.AddPaymentMethodByPaymentLinkAsync(new() { Token = Token, PaymentToken = card, RequestId = posted["request_id"] }, cancellationToken: RequestAborted), Tried);
    }

    /// <summary>The page is shown again with the way to the provider's; sent twice, it leads to the same one.</summary>
    Task StartSetup() => Ask(async () => address = (await links.StartSetupByPaymentLinkAsync(
        new() { Token = Token, ReturnUrl = Navigation.ToAbsoluteUri(Path).AbsoluteUri, RequestId = Posted(HostedCard.Form)["request_id"] }, cancellationToken: RequestAborted)).Url);

    Task Confirm()
    {
        var request = new StartConfirmationByPaymentLinkRequest
        {
            Token = Token,
            InvoiceId = view?.Status.ConfirmInvoiceId ?? "",
            ReturnUrl = Navigation.ToAbsoluteUri($"{Path}?confirmed={view?.Status.ConfirmInvoiceId}").AbsoluteUri,
            RequestId = Posted(ConfirmWithBank.DefaultForm)["request_id"],
        };
        return Act(links.StartConfirmationByPaymentLinkAsync(request, cancellationToken: RequestAborted), page =>
        {
            bank = BankPages.Go(page, Navigation);
            return Task.CompletedTask;
        });
    }

    Task AskForHelp() => Act(
        links.AskForHelpByPaymentLinkAsync(new() { Token = Token, Message = Posted(HelpForm)["message"], RequestId = Posted(HelpForm)["request_id"] }, cancellationToken: RequestAborted),
        _ => Show("help"));

    Task Tried<T>(T done) => Tried("tried");

    /// <summary>The charge takes a moment: the page that follows says what became of it, or that it is still on its way.</summary>
    async Task Tried(string said)
    {
        await PaymentWait.While(() => AskOptional(links.GetPaymentLinkAsync(new() { Token = Token }, cancellationToken: RequestAborted)), IsOnItsWay, RequestAborted);
        await Show(said);
    }

    /// <summary>A charge is made, or what became of it has not reached the case.</summary>
    static bool IsOnItsWay(PaymentLinkView seen) => seen.Status is { ConfirmInvoiceId: "" } status && !IsNothingDue(status)
        && (status.Pending || status.Cause == DunningCause.ConfirmationRequired);

    static bool IsNothingDue(DunningStatus status) => status.AmountDue is null or { Units: 0, Nanos: 0 };

    Task Show(string said) => GoTo($"{Path}?said={said}");

    async Task Act<T>(AsyncUnaryCall<T> call, Func<T, Task> next)
    {
        T? done = default;
        await Act(async () => done = await call, () => next(done!), Load);
    }
}
