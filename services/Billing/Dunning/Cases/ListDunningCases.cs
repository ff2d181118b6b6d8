using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class ListDunningCases(BillingDb db) : IFeature
{
    public async Task<Wire.ListDunningCasesResponse> Handle(Wire.ListDunningCasesRequest request, CancellationToken ct)
    {
        var page = await Filtered(request).NewestFirst(request.PageSize, request.PageToken, ct);
        var invoices = await db.InvoicesOf(page.Items, ct);
        return new Wire.ListDunningCasesResponse { Cases = { page.Items.Select(c => c.ToWire([.. invoices[c.Id]])) }, NextPageToken = page.NextPageToken };
    }

    private IQueryable<DunningCase> Filtered(Wire.ListDunningCasesRequest request)
    {
        var cases = db.DunningCases.AsNoTracking();
        var validator = new FieldValidator();
        if (request.CustomerId.Length > 0)
        {
            var customer = validator.Id("customer_id", request.CustomerId);
            cases = cases.Where(c => c.CustomerId == customer);
        }

        if (request.SubscriptionId.Length > 0)
        {
            var subscription = validator.Id("subscription_id", request.SubscriptionId);
            cases = cases.Where(c => c.SourceId == subscription);
        }

        validator.Require(request.States.All(s => DunningWire.StateOf(s) is not null), "states", "UNKNOWN_STATE", "must name states that cases have.");
        validator.Require(request.Causes.All(c => DunningWire.CauseOf(c) is not null), "causes", "UNKNOWN_CAUSE", "must name causes that cases have.");
        validator.ThrowIfFailed();
        if (request.States.Count > 0)
        {
            var states = request.States.Select(s => DunningWire.StateOf(s)!.Value).Distinct().ToList();
            cases = cases.Where(c => states.Contains(c.State));
        }

        if (request.Causes.Count > 0)
        {
            var causes = request.Causes.Select(c => DunningWire.CauseOf(c)!.Value).Distinct().ToList();
            cases = cases.Where(c => causes.Contains(c.Cause));
        }

        return request.NeedsAttention ? cases.Where(c => c.Attention != null) : cases;
    }
}
