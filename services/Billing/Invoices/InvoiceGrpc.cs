using Billing.CreditNotes;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

public sealed class InvoiceGrpc : Wire.InvoiceService.InvoiceServiceBase
{
    public override Task<Wire.Invoice> GetInvoice(Wire.GetInvoiceRequest request, ServerCallContext context) =>
        context.Feature<GetInvoice>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListInvoicesResponse> ListInvoices(Wire.ListInvoicesRequest request, ServerCallContext context) =>
        context.Feature<ListInvoices>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> RegisterPayment(Wire.RegisterPaymentRequest request, ServerCallContext context) =>
        context.Feature<RegisterPayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PreviewClosingCreditResponse> PreviewClosingCredit(Wire.PreviewClosingCreditRequest request, ServerCallContext context) =>
        context.Feature<PreviewClosingCredit>().Handle(request, context.CancellationToken);

    public override Task<Wire.Invoice> RetryPayment(Wire.RetryPaymentRequest request, ServerCallContext context) =>
        context.Feature<RetryPayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListCreditNotesResponse> ListCreditNotes(Wire.ListCreditNotesRequest request, ServerCallContext context) =>
        context.Feature<ListCreditNotes>().Handle(request, context.CancellationToken);
}
