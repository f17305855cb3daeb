using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Faults;

/// <summary>The troubles a test has ordered for one double. The first that fits a request is taken.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Order> _orders = [];

    /// <summary>The next request that fits (any, without a condition) meets the fault, and so do those after it, <paramref name="times"/> in all.</summary>
    public void Next(Fault fault, Func<Call, bool>? when = null, int times = 1) => Add(new(fault, when, 1, times));

    /// <summary>Of the requests that fit, every n-th meets the fault, until <see cref="Clear"/>.</summary>
    public void Every(int n, Fault fault, Func<Call, bool>? when = null) => Add(new(fault, when, n, int.MaxValue));

    public void Clear()
    {
        lock (_gate)
        {
            _orders.Clear();
        }
    }

    internal Fault? Take(Call call)
    {
        lock (_gate)
        {
            foreach (var order in _orders.Where(order => order.When?.Invoke(call) ?? true))
            {
                if (++order.Seen % order.Each == 0)
                {
                    if (--order.Left == 0)
                    {
                        _orders.Remove(order);
                    }

                    return order.Fault;
                }
            }
        }

        return null;
    }

    private void Add(Order order)
    {
        lock (_gate)
        {
            _orders.Add(order);
        }
    }

    private sealed class Order(Fault fault, Func<Call, bool>? when, int each, int times)
    {
        public Fault Fault { get; } = fault;

        public Func<Call, bool>? When { get; } = when;

        public int Each { get; } = each;

        public int Left { get; set; } = times;

        public int Seen { get; set; }
    }
}
