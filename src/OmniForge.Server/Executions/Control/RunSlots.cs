namespace OmniForge.Server.Executions.Control;

/// <summary>
/// Who may work at once on this node: so many in all, so many of a tenant, so many of an agent. What finds no room waits in a
/// <see cref="FairQueue{T}"/>. Safe for use by many at once; costs nothing worth mentioning while there is room.
/// </summary>
/// <param name="all">Slots of the node.</param>
/// <param name="perTenant">Most of one tenant; 0 = no limit of its own.</param>
/// <param name="perAgent">Most of one agent; 0 = no limit of its own.</param>
internal sealed class RunSlots(int all, int perTenant, int perAgent)
{
    private readonly Lock _pen = new();
    private readonly SlotCap<(string, string)> _agents = new(perAgent);
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
            if (!_agents.TryEnter(wish.AgentKey, wish) || !_tenants.TryEnter(wish.Tenant, wish))
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

            // The agent first: whom it lets in stands in the tenant's line with all others.
            if (_agents.Leave(done.AgentKey, out var next) && _tenants.TryEnter(next.Tenant, next))
            {
                _ready.Enqueue(next.Tenant, next.Priority, next);
            }

            if (_tenants.Leave(done.Tenant, out next))
            {
                _ready.Enqueue(next.Tenant, next.Priority, next);
            }

            List<SlotWish>? begin = null;
            while (_free > 0 && _ready.TryTake(out next))
            {
                _free--;
                (begin ??= []).Add(next);
            }

            return begin ?? (IReadOnlyList<SlotWish>)[];
        }
    }

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
    /// <summary>Agents of different tenants may have the same id.</summary>
    public (string Tenant, string Agent) AgentKey => (Tenant, Agent);
}
