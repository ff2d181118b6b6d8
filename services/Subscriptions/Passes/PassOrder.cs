using System.Buffers.Text;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

/// <summary>One way to sort the pass report. Places in it are said as text, so that a page token can hold them.</summary>
internal abstract class PassOrder
{
    private static readonly DateTimeOffset Never = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, PassOrder> All = new(StringComparer.Ordinal)
    {
        ["number"] = new By<int>(p => p.Serial, v => v.ToString(CultureInfo.InvariantCulture), t => int.Parse(t, CultureInfo.InvariantCulture)),
        ["customer_name"] = new By<string>(p => p.CustomerSort, v => v, t => t),
        ["template_name"] = new By<string>(p => p.TemplateSort, v => v, t => t),
        ["start_date"] = new By<DateOnly>(p => p.StartSort, Day, Day),
        ["end_date"] = new By<DateOnly>(p => p.EndSort, Day, Day),
        ["remaining_classes"] = new By<int>(p => p.RemainingClasses, v => v.ToString(CultureInfo.InvariantCulture), t => int.Parse(t, CultureInfo.InvariantCulture)),
        ["last_visit_time"] = new By<DateTimeOffset>(
            p => p.LastVisitAt ?? Never, v => v.UtcTicks.ToString(CultureInfo.InvariantCulture),
            t => new DateTimeOffset(long.Parse(t, CultureInfo.InvariantCulture), TimeSpan.Zero)),
    };

    /// <param name="orderBy">The contract's order_by.</param>
    /// <exception cref="DomainException">INVALID_ARGUMENT: UNKNOWN_ORDER.</exception>
    public static (PassOrder Order, bool Descending) Parse(string orderBy)
    {
        if (orderBy.Length == 0)
        {
            return (All["number"], true);
        }

        var words = orderBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 1 or 2 && All.TryGetValue(words[0], out var order) && (words.Length == 1 || words[1] is "asc" or "desc")
            ? (order, words.Length == 2 && words[1] == "desc")
            : throw DomainException.InvalidArgument("order_by", "UNKNOWN_ORDER", $"must be one of {string.Join(", ", All.Keys)}, perhaps with \" desc\".");
    }

    /// <summary>The first so many after a place, in this order.</summary>
    public abstract Task<List<PassPosition>> Take(IQueryable<Pass> passes, PassPosition? after, bool descending, int count, CancellationToken ct);

    /// <summary>Below zero where the one comes first, ascending.</summary>
    public abstract int Compare(PassPosition one, PassPosition other);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class By<TKey>(Expression<Func<Pass, TKey>> key, Func<TKey, string> write, Func<string, TKey> read) : PassOrder
        where TKey : IComparable<TKey>
    {
        public override async Task<List<PassPosition>> Take(IQueryable<Pass> passes, PassPosition? after, bool descending, int count, CancellationToken ct)
        {
            if (after is not null)
            {
                passes = passes.Where(After(read(after.Key), after.Id, descending));
            }

            var ordered = descending ? passes.OrderByDescending(key).ThenByDescending(p => p.Id) : passes.OrderBy(key).ThenBy(p => p.Id);
            var found = await ordered.Select(Place()).Take(count).ToListAsync(ct);
            return found.ConvertAll(p => new PassPosition(write(p.Key), p.Value));
        }

        public override int Compare(PassPosition one, PassPosition other)
        {
            var byKey = typeof(TKey) == typeof(string) ? string.CompareOrdinal(one.Key, other.Key) : read(one.Key).CompareTo(read(other.Key));
            return byKey != 0 ? byKey : one.Id.CompareTo(other.Id);
        }

        private Expression<Func<Pass, KeyValuePair<TKey, Guid>>> Place()
        {
            var pass = key.Parameters[0];
            var constructor = typeof(KeyValuePair<TKey, Guid>).GetConstructor([typeof(TKey), typeof(Guid)])!;
            return Expression.Lambda<Func<Pass, KeyValuePair<TKey, Guid>>>(
                Expression.New(constructor, key.Body, Expression.Property(pass, nameof(Pass.Id))), pass);
        }

        /// <summary>Said as a bound on the first column, so that every server enters its index there.</summary>
        private Expression<Func<Pass, bool>> After(TKey value, Guid id, bool descending)
        {
            var pass = key.Parameters[0];
            var place = Expression.Constant(new Holder<TKey>(value));
            var bound = Expression.Property(place, nameof(Holder<TKey>.Value));
            var byKey = Comparison(key.Body, bound);
            var byId = Comparison(Expression.Property(pass, nameof(Pass.Id)), Expression.Property(Expression.Constant(new Holder<Guid>(id)), nameof(Holder<Guid>.Value)));
            var (past, notBefore) = descending
                ? (byKey(ExpressionType.LessThan), byKey(ExpressionType.LessThanOrEqual))
                : (byKey(ExpressionType.GreaterThan), byKey(ExpressionType.GreaterThanOrEqual));
            var tie = byId(descending ? ExpressionType.LessThan : ExpressionType.GreaterThan);
            return Expression.Lambda<Func<Pass, bool>>(Expression.AndAlso(notBefore, Expression.OrElse(past, tie)), pass);
        }

        private static Func<ExpressionType, Expression> Comparison(Expression left, Expression right)
        {
            if (left.Type == typeof(string) || left.Type == typeof(Guid))
            {
                var compared = Expression.Call(left, left.Type.GetMethod(nameof(IComparable.CompareTo), [left.Type])!, right);
                return type => Expression.MakeBinary(type, compared, Expression.Constant(0));
            }

            return type => Expression.MakeBinary(type, left, right);
        }
    }

    /// <summary>Makes a value a parameter of the statement, so that one plan serves all pages.</summary>
    private sealed record Holder<T>(T Value);
}

/// <summary>Where a pass stands in an order.</summary>
internal sealed record PassPosition(string Key, Guid Id)
{
    /// <param name="back">The page before it; else the page after it.</param>
    public string Token(bool back) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{(back ? 'b' : 'f')}{Id:N}{Key}"));

    /// <summary>Null for the first page.</summary>
    public static (PassPosition Place, bool Back)? Parse(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
            return (new PassPosition(text[33..], Guid.ParseExact(text[1..33], "N")), text[0] == 'b');
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw DomainException.InvalidArgument("page_token", "NOT_A_TOKEN", "is not a page token of this list.");
        }
    }
}
