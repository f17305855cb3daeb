namespace OmniForge.Server.Executions.Control;

/// <summary>
/// What waits for a slot. Tenants take turns, however much one of them has waiting; within a tenant urgent things go first
/// more often, but nothing waits for ever. Safe for use by many at once.
/// </summary>
internal sealed class FairQueue<T>
{
    /// <summary>Turns of each priority, from 1 to 5, while all of them wait.</summary>
    private static readonly double[] Shares = [16, 8, 4, 2, 1];

    private readonly Lock _pen = new();
    private readonly Dictionary<string, Tenant> _tenants = [];
    private readonly PriorityQueue<Tenant, (double Turn, long Arrival)> _order = new();
    private double _turn;
    private long _arrivals;

    public int Count { get; private set; }

    /// <param name="priority">1 (first) to 5; anything else counts as 3.</param>
    public void Enqueue(string tenant, int priority, T item)
    {
        lock (_pen)
        {
            Count++;
            if (!_tenants.TryGetValue(tenant, out var known))
            {
                _tenants[tenant] = known = new Tenant(tenant) { Turn = _turn };
                _order.Enqueue(known, (_turn, _arrivals++));
            }

            known.Add(priority is >= 1 and <= 5 ? priority - 1 : 2, item);
        }
    }

    public bool TryTake(out T item)
    {
        lock (_pen)
        {
            if (!_order.TryDequeue(out var tenant, out _))
            {
                item = default!;
                return false;
            }

            Count--;
            _turn = tenant.Turn;
            item = tenant.Take();
            if (tenant.Empty)
            {
                _tenants.Remove(tenant.Name);
            }
            else
            {
                tenant.Turn = _turn + 1;
                _order.Enqueue(tenant, (tenant.Turn, _arrivals++));
            }

            return true;
        }
    }

    private sealed class Tenant(string name)
    {
        private readonly Queue<T>?[] _lines = new Queue<T>?[Shares.Length];
        private readonly double[] _passes = new double[Shares.Length];
        private double _pass;
        private int _count;

        public string Name { get; } = name;

        public double Turn { get; set; }

        public bool Empty => _count == 0;

        public void Add(int line, T item)
        {
            var queue = _lines[line] ??= new Queue<T>();
            if (queue.Count == 0)
            {
                // Who was away has saved up nothing.
                _passes[line] = Math.Max(_passes[line], _pass);
            }

            queue.Enqueue(item);
            _count++;
        }

        public T Take()
        {
            var next = -1;
            for (var line = 0; line < _lines.Length; line++)
            {
                if (_lines[line] is { Count: > 0 } && (next < 0 || _passes[line] < _passes[next]))
                {
                    next = line;
                }
            }

            _pass = _passes[next];
            _passes[next] += 1 / Shares[next];
            _count--;
            return _lines[next]!.Dequeue();
        }
    }
}
