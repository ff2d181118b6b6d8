using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Subscriptions.Access;

/// <summary>
/// What access depends on, of customers who were asked about a moment ago: an application asks for the same customer many times while a page is built. Facts
/// are kept, never answers, so that an answer is always of now. A change that this process commits is seen at once
/// (<see cref="AccessCacheEviction"/>), one of another replica after <see cref="AccessOptions.KeepFor"/>. One for each process.
/// </summary>
internal sealed class AccessCache(IOptions<AccessOptions> options) : IDisposable
{
    private const int MostCustomers = 20_000;

    private readonly TimeSpan _keepFor = options.Value.KeepFor;
    private readonly MemoryCache _customers = new(new MemoryCacheOptions { SizeLimit = MostCustomers });

    /// <param name="plan">See <see cref="AccessQuery.Of"/>.</param>
    /// <param name="product">See <see cref="AccessQuery.Of"/>.</param>
    /// <param name="load">Asks the database.</param>
    public async ValueTask<IReadOnlyList<AccessFacts>> Get(Guid customer, Guid? plan, Guid? product, Func<Task<List<AccessFacts>>> load)
    {
        if (_keepFor <= TimeSpan.Zero)
        {
            return await load();
        }

        // Before the database is asked: what is loaded while the customer changes goes into an entry that is evicted by then, and is not kept.
        var kept = _customers.GetOrCreate(customer, entry =>
        {
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = _keepFor;
            return new Kept();
        })!;
        if (kept.Find(plan, product) is { } facts)
        {
            return facts;
        }

        List<AccessFacts> loaded = await load();
        kept.Keep(plan, product, loaded);
        return loaded;
    }

    public void Evict(Guid customer) => _customers.Remove(customer);

    public void EvictAll() => _customers.Clear();

    public void Dispose() => _customers.Dispose();

    /// <summary>Of one customer, by what was asked for: few, or the last few.</summary>
    private sealed class Kept
    {
        private const int Most = 8;

        private readonly Lock _guard = new();
        private readonly List<(Guid? Plan, Guid? Product, IReadOnlyList<AccessFacts> Facts)> _asked = [];

        public IReadOnlyList<AccessFacts>? Find(Guid? plan, Guid? product)
        {
            lock (_guard)
            {
                return _asked.Find(a => a.Plan == plan && a.Product == product).Facts;
            }
        }

        public void Keep(Guid? plan, Guid? product, IReadOnlyList<AccessFacts> facts)
        {
            lock (_guard)
            {
                // Several who asked at one moment have all loaded it: the newest stays.
                _asked.RemoveAll(a => a.Plan == plan && a.Product == product);
                if (_asked.Count == Most)
                {
                    _asked.RemoveAt(0);
                }

                _asked.Add((plan, product, facts));
            }
        }
    }
}
