namespace OmniForge.Server.Executions.Control;

/// <summary>
/// Who may work at once on this node: so many in all, so many of a tenant, so many of an agent, so many of a tenant with one
/// integration. What finds no room waits in a <see cref="FairQueue{T}"/>. Whoever waits holds only what comes before in one fixed order,
/// so that no two ever wait for each other. Safe for use by many at once; costs nothing worth mentioning while there is room.
/// </summary>
/// <param name="all">Slots of the node.</param>
/// <param name="perTenant">Most of one tenant; 0 = no limit of its own.</param>
/// <param name="perAgent">Most of one agent; 0 = no limit of its own.</param>
/// <param name="perIntegration">Most of one tenant with one integration; 0 = no limit of its own.</param>
internal sealed class RunSlots(int all, int perTenant, int perAgent, int perIntegration)
{
    private readonly Lock _pen = new();
    private readonly SlotCap<(string, string)> _agents = new(perAgent);
    private readonly SlotCap<(string, string)> _integrations = new(perIntegration);
    private readonly SlotCap<string> _tenants = new(perTenant);
    private readonly FairQueue<SlotWish> _ready = new();
    private readonly Dictionary<string, int> _known = [];
    private int _free = all;

    /// <summary>At work and waiting, of one tenant.</summary>
    public int CountOf(string tenant)
    {
        lock (_pen)
        {
            return _known.GetValueOrDefault(tenant);
        }
    }

    /// <summary>True when it may begin now; otherwise some later <see cref="Release"/> names it.</summary>
    public bool TryTake(SlotWish wish)
    {
        lock (_pen)
        {
            _known[wish.Tenant] = _known.GetValueOrDefault(wish.Tenant) + 1;
            if (!TryPass(wish, 0))
            {
                return false;
            }

            if (_free > 0)
            {
                _free--;
                return true;
            }

            _ready.Enqueue(wish.Tenant, wish.Priority, wish);
            return false;
        }
    }

    /// <summary>Gives a slot back; returns what may begin now.</summary>
    public IReadOnlyList<SlotWish> Release(SlotWish done)
    {
        lock (_pen)
        {
            _free++;
            Forget(done.Tenant);

            // In the order of the gates: whom one lets in stands in the line of the next with all others.
            for (var gate = 0; gate < Gates(done); gate++)
            {
                if (Leave(done, gate, out var next) && TryPass(next, GateOf(next, done, gate) + 1))
                {
                    _ready.Enqueue(next.Tenant, next.Priority, next);
                }
            }

            List<SlotWish>? begin = null;
            while (_free > 0 && _ready.TryTake(out var next))
            {
                _free--;
                (begin ??= []).Add(next);
            }

            return begin ?? (IReadOnlyList<SlotWish>)[];
        }
    }

    /// <summary>The agent, each integration in the order of the alphabet, the tenant.</summary>
    private static int Gates(SlotWish wish) => wish.Uses.Count + 2;

    /// <summary>The number that a gate of one wish has for another, who was let in by it.</summary>
    private static int GateOf(SlotWish next, SlotWish done, int gate) => gate == 0 ? 0
        : gate == Gates(done) - 1 ? Gates(next) - 1
        : next.Uses.Index().First(use => use.Item == done.Uses[gate - 1]).Index + 1;

    /// <summary>False when it stands in the line of a gate now.</summary>
    private bool TryPass(SlotWish wish, int gate)
    {
        for (; gate < Gates(wish); gate++)
        {
            var passed = gate == 0 ? _agents.TryEnter(wish.AgentKey, wish)
                : gate == Gates(wish) - 1 ? _tenants.TryEnter(wish.Tenant, wish)
                : _integrations.TryEnter((wish.Tenant, wish.Uses[gate - 1]), wish);
            if (!passed)
            {
                return false;
            }
        }

        return true;
    }

    private bool Leave(SlotWish done, int gate, out SlotWish next) => gate == 0 ? _agents.Leave(done.AgentKey, out next)
        : gate == Gates(done) - 1 ? _tenants.Leave(done.Tenant, out next)
        : _integrations.Leave((done.Tenant, done.Uses[gate - 1]), out next);

    private void Forget(string tenant)
    {
        if (--_known[tenant] == 0)
        {
            _known.Remove(tenant);
        }
    }
}

/// <summary>An execution that is to be worked on.</summary>
/// <param name="Priority">1 (first) to 5.</param>
internal readonly record struct SlotWish(string Tenant, string Agent, string Id, int Priority)
{
    /// <summary>Ids of the integrations it may use, in the order of the alphabet; null = not known.</summary>
    public IReadOnlyList<string>? Integrations { get; init; }

    /// <summary>Agents of different tenants may have the same id.</summary>
    public (string Tenant, string Agent) AgentKey => (Tenant, Agent);

    public IReadOnlyList<string> Uses => Integrations ?? [];
}
