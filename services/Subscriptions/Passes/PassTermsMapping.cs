using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Passes;

internal static class PassTermsMapping
{
    public static void Map<T>(ComplexPropertyBuilder<T> terms)
        where T : notnull
    {
        terms.Property(nameof(PassTerms.ValidityUnit)).HasConversion<string>().HasMaxLength(10);
        terms.Property(nameof(PassTerms.Start)).HasConversion<string>().HasMaxLength(20);
        terms.Property(nameof(PassTerms.TaxCode)).HasMaxLength(Contracts.Conversions.TaxCodes.MaximumLength);
        terms.Ignore(nameof(PassTerms.Validity));
    }
}
