using System.Globalization;
using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Subscriptions.Customers;
using Subscriptions.Time;
using Common = Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Reads what a sale asks for, and refuses what cannot be sold.</summary>
internal sealed class PassSales(SubscriptionsDb db, CardOnFile cards, TimeProvider clock)
{
    private const int MaximumHolders = 20;
    private const int FarthestStartInDays = 365;
    private const int WholePercent = 10_000;

    /// <param name="request">A sale says how it is paid; a preview does not.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT with every field that cannot be sold; FAILED_PRECONDITION: PASS_OVERLAPS.</exception>
    public async Task<ReadSale> Read(Wire.IPassSaleRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var newcomerZone = request is Wire.PreviewPassSaleRequest { CustomerId: "", NewClientTimeZone: { Length: > 0 } zone } ? validator.TimeZone("new_client_time_zone", zone) : null;
        var buyerId = newcomerZone is null ? validator.Id("customer_id", request.CustomerId) : Guid.CreateVersion7(clock.GetUtcNow());
        var templateId = validator.Id("template_id", request.TemplateId);
        List<Guid> holderIds = [.. request.HolderIds.Select(id => validator.Id("holder_ids", id))];
        if (holderIds.Count == 0 || newcomerZone is not null)
        {
            holderIds.Insert(0, buyerId);
        }

        validator.Range("holder_ids", holderIds.Count, 1, MaximumHolders);
        validator.Require(holderIds.Distinct().Count() == holderIds.Count, "holder_ids", "REPEATED", "names a client twice.");
        var reference = validator.Text("payment_reference", (request as Wire.SellPassRequest)?.PaymentReference, 100, required: false);
        validator.ThrowIfFailed();

        var customers = await db.Customers.Where(c => c.Id == buyerId || holderIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var template = await db.PassTemplates.AsNoTracking().FirstOrDefaultAsync(t => t.Id == templateId, ct);
        if (newcomerZone is not null && template is not null)
        {
            customers[buyerId] = Customer.Create(new CustomerTerms("", "", Languages.Default, newcomerZone, template.Currency), clock.GetUtcNow());
        }

        validator.Require(newcomerZone is not null || customers.ContainsKey(buyerId), "customer_id", "UNKNOWN", "is not the id of a customer.");
        validator.Require(holderIds.TrueForAll(id => customers.ContainsKey(id) || (newcomerZone is not null && id == buyerId)), "holder_ids", "UNKNOWN", "names a client that does not exist.");
        validator.Require(template is not null, "template_id", "UNKNOWN", "is not the id of a pass template.");
        validator.ThrowIfFailed();

        var buyer = customers[buyerId];
        var holders = holderIds.ConvertAll(id => customers[id]);
        var sale = Sale(validator, request, template!, buyer, holders.Count, reference);
        validator.Require(
            sale.Payment != PassPayment.CardOnFile || await cards.MayExist(buyerId, ct), "payment", "NO_CARD_ON_FILE", "is card_on_file, and the client has no saved card: choose another way, or have a card saved first.");
        validator.ThrowIfFailed();
        return new ReadSale(buyer, holders, sale);
    }

    /// <summary>No client holds two passes for the same classes and days, unless the template allows it.</summary>
    /// <exception cref="DomainException">FAILED_PRECONDITION: PASS_OVERLAPS.</exception>
    public async Task RequireNoOverlap(ReadSale read, CancellationToken ct)
    {
        var terms = read.Sale.Terms;
        if (terms.Overlapping)
        {
            return;
        }

        var start = read.Sale.StartDate ?? CivilTime.DateAt(clock.GetUtcNow(), read.Buyer.Zone);
        var end = terms.Start == PassStart.FirstVisit ? null : terms.Validity.EndFrom(start);
        var holderIds = read.Holders.Select(h => h.Id).ToList();
        var other = await PassStore.WholeOf(db).AsNoTracking()
            .Where(p => p.State == PassState.AwaitingPayment || p.State == PassState.Active || p.State == PassState.Frozen)
            .Where(p => p.Holders.Any(h => holderIds.Contains(h.CustomerId)))
            .Where(p => terms.ClassTypeId == null || p.Terms.ClassTypeId == null || p.Terms.ClassTypeId == terms.ClassTypeId)
            .Where(p => end == null || p.StartDate == null || p.StartDate < end)
            .Where(p => p.EndDate == null || p.EndDate > start || (p.Freeze != null && p.Freeze.End == null))
            .OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .FirstOrDefaultAsync(ct);
        if (other is not null)
        {
            throw Overlap(other, other.Holders.First(h => holderIds.Contains(h.CustomerId)).Customer.Name);
        }
    }

    private PassSale Sale(
        FieldValidator validator, Wire.IPassSaleRequest request, PassTemplate template, Customer buyer, int holders, string reference)
    {
        validator.Require(!template.Archived, "template_id", "ARCHIVED", "is archived; it is not sold any more.");
        validator.Require(template.Currency == buyer.Currency, "template_id", "WRONG_CURRENCY", $"is priced in {template.Currency}; the buyer pays in {buyer.Currency}.");
        validator.Require(holders == 1 || template.Terms.Shared, "holder_ids", "NOT_SHARED", "names several clients; passes of this template are for one.");
        var terms = Terms(validator, request, template);
        var price = Price(validator, request, template, buyer);
        var (discount, percent) = Discount(validator, request, price, buyer);
        var payment = request is Wire.SellPassRequest sold ? Payment(validator, sold.Payment, price > discount) : PassPayment.None;
        var start = Start(validator, request, terms, buyer);
        return new PassSale(template.Id, template.Name, terms, template.ClassTypeName, price, discount, percent, start, payment, reference);
    }

    private static PassTerms Terms(FieldValidator validator, Wire.IPassSaleRequest request, PassTemplate template)
    {
        var terms = template.Terms;
        if (request.Classes != 0)
        {
            RequireFreestyle(validator, "classes", template);
            terms = terms with { Classes = validator.Range("classes", request.Classes, 1, 1000) };
        }

        if (request.Validity is { } validity)
        {
            RequireFreestyle(validator, "validity", template);
            var (unit, count) = validator.Validity("validity", validity);
            terms = terms with { ValidityUnit = unit, ValidityCount = count };
        }

        return terms;
    }

    private static decimal Price(FieldValidator validator, Wire.IPassSaleRequest request, PassTemplate template, Customer buyer)
    {
        if (request.Price is not { } price)
        {
            return template.Price;
        }

        RequireFreestyle(validator, "price", template);
        RequireCurrency(validator, "price", price, buyer);
        return validator.Amount("price", price);
    }

    private static (decimal Amount, decimal? Percent) Discount(FieldValidator validator, Wire.IPassSaleRequest request, decimal price, Customer buyer)
    {
        if (request.Discount is { } discount)
        {
            validator.Require(request.DiscountBasisPoints == 0, "discount", "NOT_EXPECTED", "is not expected beside discount_basis_points.");
            RequireCurrency(validator, "discount", discount, buyer);
            var amount = validator.Amount("discount", discount, positive: true);
            validator.Require(amount <= price, "discount", "DISCOUNT_ABOVE_PRICE",
                string.Create(CultureInfo.InvariantCulture, $"is more than the price, {price:0.####} {buyer.Currency}."));
            return (Math.Min(amount, price), null);
        }

        if (request.DiscountBasisPoints == 0)
        {
            return (0, null);
        }

        validator.Range("discount_basis_points", request.DiscountBasisPoints, 1, WholePercent);
        return (Currencies.Round(price * request.DiscountBasisPoints / WholePercent, buyer.Currency), request.DiscountBasisPoints / 100m);
    }

    private static PassPayment Payment(FieldValidator validator, Wire.PassPayment payment, bool required)
    {
        validator.Require(Enum.IsDefined(payment), "payment", "UNKNOWN", "is no way of paying.");
        validator.Require(!required || payment != Wire.PassPayment.Unspecified, "payment", "REQUIRED", "is required: something is to pay.");
        return required ? payment.ToDomain() : PassPayment.None;
    }

    private DateOnly? Start(FieldValidator validator, Wire.IPassSaleRequest request, PassTerms terms, Customer buyer)
    {
        var start = validator.CivilDate("start_date", request.StartDate);
        if (terms.Start != PassStart.Chosen)
        {
            validator.Require(request.StartDate is null, "start_date", "START_NOT_CHOSEN", "is not expected: the template says when its passes start.");
            return null;
        }

        validator.Require(request.StartDate is not null, "start_date", "REQUIRED", "is required.");
        if (start is { } day)
        {
            var today = CivilTime.DateAt(clock.GetUtcNow(), buyer.Zone);
            validator.DateRange("start_date", day, today.AddDays(-FarthestStartInDays), today.AddDays(FarthestStartInDays));
            validator.Require(!(terms.Validity.EndFrom(day) <= today), "start_date", "PAST", "is so early that the pass would be over already.");
        }

        return start;
    }

    private static void RequireFreestyle(FieldValidator validator, string field, PassTemplate template) =>
        validator.Require(template.Freestyle, field, "NOT_FREESTYLE", "is fixed by the template; a discount can be given.");

    private static void RequireCurrency(FieldValidator validator, string field, Common.Money money, Customer buyer) =>
        validator.Require(money.CurrencyCode == buyer.Currency, $"{field}.currency_code", "WRONG_CURRENCY", $"must be {buyer.Currency}, in which the buyer pays.");

    private static DomainException Overlap(Pass other, string holder)
    {
        var until = other.Freeze is { End: null } || other.EndDate is null ? "" : $"{other.EndDate:yyyy-MM-dd}";
        var words = until.Length > 0 ? $"until {other.EndDate?.AddDays(-1):yyyy-MM-dd}"
            : other.State == PassState.AwaitingPayment ? "that is not paid yet"
            : other.StartDate is null ? "that starts with its first visit"
            : "without an end";
        return new DomainException(Grpc.Core.StatusCode.FailedPrecondition, "PASS_OVERLAPS", $"{holder} has pass {other.Number} {words}; passes of this template do not overlap.")
        {
            Metadata = { ["pass"] = other.Number, ["pass_id"] = $"{other.Id}", ["holder"] = holder, ["end_date"] = until, ["state"] = other.State.Code(), ["started"] = other.StartDate is null ? "false" : "true" },
        };
    }
}

/// <summary>A sale with the people that it is about.</summary>
internal sealed record ReadSale(Customer Buyer, IReadOnlyList<Customer> Holders, PassSale Sale);
