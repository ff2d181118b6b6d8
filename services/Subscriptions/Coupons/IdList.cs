using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Coupons;

/// <summary>Stores a short list of ids as one column of text, the same way with every provider; nothing searches in it.</summary>
internal static class IdList
{
    private static readonly ValueComparer<IReadOnlyList<Guid>> ByContent = new(
        (a, b) => a!.SequenceEqual(b!),
        v => Write(v).GetHashCode(StringComparison.Ordinal),
        v => v.ToArray());

    public static PropertyBuilder<IReadOnlyList<Guid>> IsIdList(this PropertyBuilder<IReadOnlyList<Guid>> property) =>
        property.HasConversion(v => Write(v), v => Read(v), ByContent);

    private static string Write(IReadOnlyList<Guid> ids) => string.Join(',', ids);

    private static IReadOnlyList<Guid> Read(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}
