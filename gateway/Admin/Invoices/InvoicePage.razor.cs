using Contracts.Billing.V1;
using Contracts.Common.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components;
using Screens.Formatting;
using Screens.Pages;
using Screens.Problems;

namespace Admin.Invoices;

/// <summary>One invoice: to read, to print, and all that staff can do about it.</summary>
public partial class InvoicePage(InvoiceClient billing, AccountCreditClient credits, CustomerClient people, TimeProvider clock) : ScreenPage
{
    const string PayForm = "payment";
    const string CreditForm = "credit";
    const string VoidForm = "void";
    const string UncollectibleForm = "give-up";
    const string ApplyForm = "apply-credit";
    const string RetryForm = "retry-payment";
    const string FinaliseForm = "finalise-draft";
    const string DeleteForm = "delete-draft";

    Invoice? invoice;

    /// <summary>What its customer's account credit can pay of it now; null for nothing.</summary>
    Money? payable;

    /// <summary>The customer's time zone.</summary>
    string zone = "";

    /// <summary>The form whose dialog stands open; empty when none does.</summary>
    string open = "";

    [Parameter]
    public string Id { get; set; } = "";

    [Parameter]
    public string? PaymentId { get; set; }

    [Parameter]
    public string? ReversalId { get; set; }

    string Path => $"/admin/invoices/{Id}";

    /// <summary>Where the customer is: a later date is refused.</summary>
    DateOnly Today => clock.Today(zone);

    IEnumerable<InvoiceLine> Creditable => invoice is { State: InvoiceState.Open or InvoiceState.Paid or InvoiceState.Uncollectible }
        ? invoice.Lines.Where(line => IsSome(Left(line)))
        : [];

    protected override Task OnInitializedAsync()
    {
        var last = Http.Request.Path.Value!.Split('/')[^1];
        open = PaymentId is not null ? $"{(Http.Request.Path.Value!.Split('/')[^2] == "reverse" ? "reverse" : "refund")}-{PaymentId}" : ReversalId is not null ? $"restore-{ReversalId}" : last is PayForm or CreditForm or VoidForm or UncollectibleForm ? last : "";
        return Load();
    }

    Task<bool> Load() => Ask(async () =>
    {
        invoice = await billing.GetInvoiceAsync(new() { Id = Id }, cancellationToken: RequestAborted);
        var customer = AskOptional(people.GetCustomerAsync(new() { Id = invoice.CustomerId }, cancellationToken: RequestAborted));
        payable = await Payable(invoice);
        zone = (await customer)?.TimeZone ?? "";
    });

    /// <summary>Nothing while it is being charged: the money may come from there.</summary>
    async Task<Money?> Payable(Invoice of)
    {
        if (of.State != InvoiceState.Open || of.Attempts.LastOrDefault()?.State is not (null or PaymentAttemptState.Failed or PaymentAttemptState.Cancelled))
        {
            return null;
        }

        var credit = await AskOptional(credits.GetAccountCreditAsync(new() { CustomerId = of.CustomerId }, cancellationToken: RequestAborted));
        var balance = credit?.Balances.FirstOrDefault(each => each.CurrencyCode == of.AmountDue.CurrencyCode)?.ToDecimal() ?? 0;
        var amount = Math.Min(balance, of.AmountDue.ToDecimal());
        return amount > 0 ? Money.From(amount, of.AmountDue.CurrencyCode) : null;
    }

    static string Dialog(string form) => $"{form}-dialog";

    static string RefundForm(Payment payment) => $"refund-{payment.Id}";

    static string ReverseForm(Payment payment) => $"reverse-{payment.Id}";

    static string RestoreForm(PaymentReversal reversal) => $"restore-{reversal.Id}";

    static bool IsSome(Money money) => money.Units != 0 || money.Nanos != 0;

    /// <summary>What may still be paid back of it, or be taken back by the bank.</summary>
    static Money Left(Payment payment) =>
        Money.From(payment.Amount.ToDecimal() - payment.AmountRefunded.ToDecimal() - (payment.AmountReversed?.ToDecimal() ?? 0), payment.Amount.CurrencyCode);

    /// <summary>What does not stand again of it.</summary>
    static Money Missing(PaymentReversal reversal) => Money.From(reversal.Amount.ToDecimal() - reversal.AmountRestored.ToDecimal(), reversal.Amount.CurrencyCode);

    /// <summary>What may still be credited of it.</summary>
    static Money Left(InvoiceLine line) => Money.From(line.Amount.ToDecimal() - line.AmountCredited.ToDecimal(), line.Amount.CurrencyCode);

    Problem? ProblemOf(string form) => open == form ? Problem : null;

    Task Pay()
    {
        open = PayForm;
        if (PaymentRequests.Read(Posted(PayForm), invoice!, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        return Act(billing.RegisterPaymentAsync(request, cancellationToken: RequestAborted), "payment-registered");
    }

    Task Credit()
    {
        open = CreditForm;
        if (CreditNoteRequests.Read(Posted(CreditForm), invoice!, [.. Creditable], out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        return Act(billing.CreateCreditNoteAsync(request, cancellationToken: RequestAborted), "credit-note-issued");
    }

    Task ApplyCredit()
    {
        var posted = Posted(ApplyForm);
        return Act(billing.ApplyAccountCreditAsync(new() { InvoiceId = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "credit-applied");
    }

    Task Void()
    {
        open = VoidForm;
        var posted = Posted(VoidForm);
        return Act(billing.VoidInvoiceAsync(
            new() { InvoiceId = Id, Reason = posted["reason"], Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "invoice-voided");
    }

    Task MarkUncollectible()
    {
        open = UncollectibleForm;
        var posted = Posted(UncollectibleForm);
        return Act(billing.MarkUncollectibleAsync(
            new() { InvoiceId = Id, Reason = posted["reason"], Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "invoice-uncollectible");
    }

    Task Refund(Payment payment)
    {
        open = RefundForm(payment);
        var posted = Posted(open);
        if (!MoneyText.TryParse(posted["amount"], invoice!.Total.CurrencyCode, out var amount))
        {
            FailField("amount", "Field_NOT_AN_AMOUNT");
            return Task.CompletedTask;
        }

        return Act(
            billing.RefundPaymentAsync(
                new() { InvoiceId = Id, PaymentId = payment.Id, Amount = amount, Reason = posted["reason"], Etag = posted["etag"], RequestId = posted["request_id"] },
                cancellationToken: RequestAborted),
            "refunded");
    }

    Task Reverse(Payment payment)
    {
        open = ReverseForm(payment);
        if (ReversalRequests.Read(Posted(open), invoice!, payment, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        return Act(billing.ReversePaymentAsync(request, cancellationToken: RequestAborted), "payment-reversed");
    }

    Task Restore(PaymentReversal reversal)
    {
        open = RestoreForm(reversal);
        if (ReversalRequests.Read(Posted(open), invoice!, reversal, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        return Act(billing.RestorePaymentAsync(request, cancellationToken: RequestAborted), "payment-restored");
    }

    Task Finalise()
    {
        var posted = Posted(FinaliseForm);
        return Act(billing.FinaliseInvoiceAsync(new() { InvoiceId = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "invoice-finalised");
    }

    async Task Delete()
    {
        var posted = Posted(DeleteForm);
        if (await Ask(async () => await billing.DeleteDraftInvoiceAsync(
            new() { InvoiceId = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo("/admin/invoices?done=draft-deleted");
        }
    }

    Task Retry() => Act(
        billing.RetryPaymentAsync(new() { InvoiceId = Id, RequestId = Posted(RetryForm)["request_id"] }, cancellationToken: RequestAborted),
        "payment-retried",
        () => PaymentWait.UntilSettled(async () => await AskOptional(billing.GetInvoiceAsync(new() { Id = Id }, cancellationToken: RequestAborted)), RequestAborted));

    string? SayDone(string action) => action switch
    {
        "payment-registered" => PaymentRequests.SayRegistered(invoice, L),
        "payment-reversed" => ReversalRequests.SayReversed(invoice, L),
        "payment-restored" => ReversalRequests.SayRestored(invoice, L),
        _ => null,
    };

    /// <summary>Does one thing and shows the invoice anew, so that a reload of the page repeats nothing.</summary>
    /// <param name="done">What it was, for the banner that tells it.</param>
    /// <param name="settle">Waits a little for what comes of it.</param>
    Task Act<T>(Grpc.Core.AsyncUnaryCall<T> call, string done, Func<Task>? settle = null) => Act(
        async () => await call,
        async () =>
        {
            await (settle?.Invoke() ?? Task.CompletedTask);
            await GoTo($"{Path}?done={done}");
        },
        Load);
}
