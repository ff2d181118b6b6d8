using Contracts.Common.V1;
using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Subscriptions.Customers;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>What a client can buy in the portal, and buying it: it can be used once its invoice is paid.</summary>
internal sealed class BuyPass(SubscriptionsDb db, PassSales sales, SellPass selling, PassSelfService own, PortalPassViews views) : IFeature
{
    public async Task<Wire.PortalPass> Handle(Wire.BuyPassRequest request, Caller caller, CancellationToken ct)
    {
        await own.RequireEnabled(ct);
        var templateId = FieldValidator.RequireId("template_id", request.TemplateId);
        if (!await db.PassTemplates.AnyAsync(t => t.Id == templateId && t.SoldOnline && !t.Archived, ct))
        {
            throw DomainException.InvalidArgument("template_id", "UNKNOWN", "is not the id of a pass template that is sold online.");
        }

        if (request.Payment is not (Wire.PassPayment.Unspecified or Wire.PassPayment.CardOnFile or Wire.PassPayment.Transfer))
        {
            throw DomainException.InvalidArgument("payment", "UNKNOWN", "must be card_on_file or transfer.");
        }

        var sale = new Wire.SellPassRequest
        {
            CustomerId = caller.RequiredCustomerId.ToString(), TemplateId = request.TemplateId, StartDate = request.StartDate, Payment = request.Payment,
        };
        var read = await sales.Read(sale, ct);
        var pass = await selling.Sell(read, awaitsPayment: read.Sale.Price > 0, caller, ct);
        return await views.Of(pass, caller, language: null, ct);
    }

    public async Task<Wire.ListPortalPassTemplatesResponse> Handle(Wire.ListPortalPassTemplatesRequest request, Caller caller, CancellationToken ct)
    {
        var client = caller.RequiredCustomerId;
        var language = RequestedLanguage.Read(request.Language) ?? await views.LanguageOf(caller, ct);
        var page = await db.PassTemplates.AsNoTracking()
            .Where(t => t.SoldOnline && !t.Archived && db.Customers.Any(c => c.Id == client && c.Currency == t.Currency))
            .NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalPassTemplatesResponse
        {
            Templates =
            {
                page.Items.Select(t => new Wire.PortalPassTemplate
                {
                    Id = t.Id.ToString(),
                    Name = t.Name.In(language),
                    Description = t.Description.Count > 0 ? t.Description.In(language) : "",
                    ClassTypeName = t.ClassTypeName.Count > 0 ? t.ClassTypeName.In(language) : "",
                    Price = Money.From(t.Price, t.Currency),
                    Terms = t.Terms.ToWire(),
                }),
            },
            NextPageToken = page.NextPageToken,
        };
    }
}
