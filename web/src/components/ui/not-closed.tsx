import { Button, Empty } from "antd";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

/** What only a closed month has; the way there is shown to whoever may close it. */
export const NotClosed = ({ words, toClose }: { words: string; toClose: string }) => {
  const go = useGo();
  const may = useMay();
  return (
    <section className="panel">
      <Empty description={words}>
        {may("months.close") && (
          <Button type="primary" onClick={() => go("/")}>
            {toClose}
          </Button>
        )}
      </Empty>
    </section>
  );
};
