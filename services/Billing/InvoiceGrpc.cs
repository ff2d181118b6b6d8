using Billing.Credits;
using Billing.Credits.CreditNotes;
using Billing.Credits.Refunds;
using Billing.Invoices;
using Billing.Invoices.Drafts;
using Billing.Payments;
using Billing.Payments.Reversals;
using Billing.Subscriptions.Closing;
using Billing.Subscriptions.Periods;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing;

internal sealed class InvoiceGrpc : Wire.InvoiceService.InvoiceServiceBase
{
    public override Task<Wire.Invoice> GetInvoice(Wire.GetInvoiceRequest request, ServerCallContext context) =>
        context.Feature<GetInvoice>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListInvoicesResponse> ListInvoices(Wire.ListInvoicesRequest request, ServerCallContext context) =>
        context.Feature<ListInvoices>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> RegisterPayment(Wire.RegisterPaymentRequest request, ServerCallContext context) =>
        context.Feature<RegisterPayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> ApplyAccountCredit(Wire.ApplyAccountCreditRequest request, ServerCallContext context) =>
        context.Feature<ApplyAccountCredit>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PreviewClosingCreditResponse> PreviewClosingCredit(Wire.PreviewClosingCreditRequest request, ServerCallContext context) =>
        context.Feature<PreviewClosingCredit>().Handle(request, context.CancellationToken);

    public override Task<Wire.PreviewInvoicesResponse> PreviewInvoices(Wire.PreviewInvoicesRequest request, ServerCallContext context) =>
        context.Feature<PreviewInvoices>().Handle(request, context.CancellationToken);

    public override Task<Wire.OneOffPreview> PreviewOneOff(Wire.PreviewOneOffRequest request, ServerCallContext context) =>
        context.Feature<PreviewOneOff>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> RetryPayment(Wire.RetryPaymentRequest request, ServerCallContext context) =>
        context.Feature<RetryPayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> CreateDraftInvoice(Wire.CreateDraftInvoiceRequest request, ServerCallContext context) =>
        context.Feature<CreateDraftInvoice>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> ReviseDraftInvoice(Wire.ReviseDraftInvoiceRequest request, ServerCallContext context) =>
        context.Feature<ReviseDraftInvoice>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> DeleteDraftInvoice(Wire.DeleteDraftInvoiceRequest request, ServerCallContext context) =>
        context.Feature<DeleteDraftInvoice>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> FinaliseInvoice(Wire.FinaliseInvoiceRequest request, ServerCallContext context) =>
        context.Feature<FinaliseInvoice>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.CreditNote> CreateCreditNote(Wire.CreateCreditNoteRequest request, ServerCallContext context) =>
        context.Feature<CreateCreditNote>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> RefundPayment(Wire.RefundPaymentRequest request, ServerCallContext context) =>
        context.Feature<RefundPayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> ReversePayment(Wire.ReversePaymentRequest request, ServerCallContext context) =>
        context.Feature<ReversePayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> RestorePayment(Wire.RestorePaymentRequest request, ServerCallContext context) =>
        context.Feature<RestorePayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> VoidInvoice(Wire.VoidInvoiceRequest request, ServerCallContext context) =>
        context.Feature<VoidInvoice>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> MarkUncollectible(Wire.MarkUncollectibleRequest request, ServerCallContext context) =>
        context.Feature<MarkUncollectible>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListCreditNotesResponse> ListCreditNotes(Wire.ListCreditNotesRequest request, ServerCallContext context) =>
        context.Feature<ListCreditNotes>().Handle(request, context.CancellationToken);
}
