using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class TaxGrpc : Wire.TaxService.TaxServiceBase
{
    public override Task<Wire.TaxRate> CreateTaxRate(Wire.CreateTaxRateRequest request, ServerCallContext context) =>
        context.Feature<CreateTaxRate>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxRate> GetTaxRate(Wire.GetTaxRateRequest request, ServerCallContext context) =>
        context.Feature<GetTaxRate>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListTaxRatesResponse> ListTaxRates(Wire.ListTaxRatesRequest request, ServerCallContext context) =>
        context.Feature<ListTaxRates>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxRate> UpdateTaxRate(Wire.UpdateTaxRateRequest request, ServerCallContext context) =>
        context.Feature<UpdateTaxRate>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxRate> AddTaxPercentage(Wire.AddTaxPercentageRequest request, ServerCallContext context) =>
        context.Feature<AddTaxPercentage>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxRate> RemoveTaxPercentage(Wire.RemoveTaxPercentageRequest request, ServerCallContext context) =>
        context.Feature<RemoveTaxPercentage>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxRate> RetireTaxRate(Wire.RetireTaxRateRequest request, ServerCallContext context) =>
        context.Feature<RetireTaxRate>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxExemption> GetTaxExemption(Wire.GetTaxExemptionRequest request, ServerCallContext context) =>
        context.Feature<GetTaxExemption>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxExemption> SetTaxExemption(Wire.SetTaxExemptionRequest request, ServerCallContext context) =>
        context.Feature<SetTaxExemption>().Handle(request, context.CancellationToken);

    public override Task<Wire.TaxExemption> ClearTaxExemption(Wire.ClearTaxExemptionRequest request, ServerCallContext context) =>
        context.Feature<ClearTaxExemption>().Handle(request, context.CancellationToken);
}
