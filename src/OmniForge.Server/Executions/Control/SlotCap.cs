namespace OmniForge.Server.Executions.Control;

/// <summary>Lets so many of each kind in; the others stand in the line of their kind. Not safe for use by many at once.</summary>
/// <param name="most">0 = no limit, and nothing is counted.</param>
internal sealed class SlotCap<TKey>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, Kind> _kinds = [];

    /// <summary>False when the kind is full; then a later <see cref="Leave"/> lets it in.</summary>
    public bool TryEnter(TKey key, SlotWish wish)
    {
        if (most == 0)
        {
            return true;
        }

        if (!_kinds.TryGetValue(key, out var kind))
        {
            _kinds[key] = kind = new Kind();
        }

        if (kind.Inside < most)
        {
            kind.Inside++;
            return true;
        }

        (kind.Line ??= new()).Enqueue("", wish.Priority, wish);
        return false;
    }

    /// <summary>One goes; true when another one comes in for it.</summary>
    public bool Leave(TKey key, out SlotWish next)
    {
        next = default;
        if (most == 0)
        {
            return false;
        }

        var kind = _kinds[key];
        if (kind.Line?.TryTake(out next) == true)
        {
            return true;
        }

        if (--kind.Inside == 0)
        {
            _kinds.Remove(key);
        }

        return false;
    }

    private sealed class Kind
    {
        public int Inside { get; set; }

        /// <summary>Null = nobody ever waited.</summary>
        public FairQueue<SlotWish>? Line { get; set; }
    }
}
