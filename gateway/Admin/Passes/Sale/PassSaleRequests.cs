using System.Globalization;
using Contracts.Common.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Passes.Sale;

/// <summary>Turns the form of a sale into a request; who buys and uses it is found by the page.</summary>
static class PassSaleRequests
{
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, PassTemplate template, out SellPassRequest request)
    {
        request = new SellPassRequest
        {
            TemplateId = template.Id,
            Classes = Written(posted, "classes"),
            Payment = Enum.TryParse<PassPayment>(posted["payment"], out var payment) ? payment : PassPayment.Unspecified,
            PaymentReference = posted["reference"],
            RequestId = posted["request_id"],
        };
        if (Enum.TryParse<PassValidityUnit>(posted["unit"], out var unit))
        {
            request.Validity = new PassValidity { Unit = unit, Count = unit == PassValidityUnit.None ? posted.OptionalNumber("count") : Written(posted, "count") };
        }
        else if (posted["count"].Length > 0)
        {
            return ("unit", "Field_REQUIRED");
        }

        if (!posted.TryOptionalDate("start_date", out var start))
        {
            return ("start_date", "Field_NOT_A_DATE");
        }

        request.StartDate = start;
        if (posted["price"].Length > 0)
        {
            if (!MoneyText.TryParse(posted["price"], template.Price.CurrencyCode, out var price))
            {
                return ("price", "Field_NOT_AN_AMOUNT");
            }

            request.Price = price;
        }

        return ReadDiscount(posted["discount"], template.Price.CurrencyCode, request);
    }

    /// <param name="newClientTimeZone">Of a buyer who is not entered yet; empty of one who is.</param>
    public static PreviewPassSaleRequest Preview(SellPassRequest sale, string newClientTimeZone) => new()
    {
        CustomerId = sale.CustomerId,
        NewClientTimeZone = newClientTimeZone,
        HolderIds = { sale.HolderIds },
        TemplateId = sale.TemplateId,
        StartDate = sale.StartDate,
        Price = sale.Price,
        Classes = sale.Classes,
        Validity = sale.Validity,
        DiscountBasisPoints = sale.DiscountBasisPoints,
        Discount = sale.Discount,
    };

    /// <summary>0 where nothing was written; a written 0 is no number of the template's, and is refused as -1 is.</summary>
    private static int Written(Posted posted, string field) => posted.OptionalNumber(field) is var number && number == 0 && posted[field].Length > 0 ? -1 : number;

    /// <summary>"10%" or an amount.</summary>
    private static (string Field, string Key)? ReadDiscount(string text, string currency, SellPassRequest request)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (text.EndsWith('%') || text.EndsWith('٪'))
        {
            var number = NumberText.Latin(text[..^1]).Trim().Replace(',', '.');
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent <= 0 || decimal.Truncate(percent * 100) != percent * 100)
            {
                return ("discount", "Field_NOT_AN_AMOUNT");
            }

            if (percent > 100)
            {
                return ("discount", "Field_DISCOUNT_ABOVE_PRICE");
            }

            request.DiscountBasisPoints = (int)(percent * 100);
            return null;
        }

        if (!MoneyText.TryParse(text, currency, out var amount))
        {
            return ("discount", "Field_NOT_AN_AMOUNT");
        }

        request.Discount = amount;
        return null;
    }
}
