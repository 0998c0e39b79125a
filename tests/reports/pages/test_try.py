import time
def test_a(minh, quantri, quan, hanh, thao, django_assert_max_num_queries):
    from cadres.models import Standing, Serving
    print(Standing.objects.count(), Serving.objects.count())
    for who in (minh, quantri, quan, hanh):
      for p in ("/tinh/", "/tinh/04/", "/tinh/04/?ngay=31/12/2013", "/tinh/92/", "/tinh/94/?ngay=31/12/2013","/tinh/92/?ngay=31/12/2013&ranh-gioi=nay"):
        t=time.time(); a=who.get(p+("&" if "?" in p else "?")+"dinh-dang=json"); print(p, a.status_code, a.json()["tables"][0]["rows"] if a.status_code==200 else "", round(time.time()-t,3))
